import { constants } from 'node:os';
import { leaveAll } from '../postgres/users';

/** npm forwards a signal that the terminal has also sent to us. Within this time, both count as one. */
const ECHO_MS = 300;

/** By the keyboard, by a supervisor and by a terminal that closes, which must not leave a database running. */
export const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const cleanUps = new Set<() => void>();
let firstAt: number | undefined;
let isEnding = false;

/** Whether a signal is ending this process, so that what fails now is no failure. */
export const isInterrupted = (): boolean => isEnding;

/**
 * Has something removed if a signal ends this process, after the embedded database has ended.
 *
 * @returns a function that takes it back
 */
export function whenInterrupted(cleanUp: () => void): () => void {
  cleanUps.add(cleanUp);
  return () => cleanUps.delete(cleanUp);
}

/**
 * Ends this process when it is told to stop, but not before its embedded database. A second signal ends it at once, and
 * then only tells the database to end. A command that listens to a signal itself ends itself.
 */
export function endOnSignals(): void {
  const onSignal = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    const isEcho = firstAt !== undefined && now < firstAt + ECHO_MS;
    const isFirst = firstAt === undefined;
    firstAt ??= now;
    if (process.listenerCount(signal) > 1) return;
    if (isFirst) void end(signal);
    else if (!isEcho) endAtOnce(signal);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    isEnding = true;
    // Without its database, the command fails in any way.
    process.on('uncaughtException', () => {});
    await leaveAll();
    cleanUp();
    // Whoever started this sees the signal, as without this listener: a shell then ends its loop, too.
    for (const ending of ENDING) process.off(ending, onSignal);
    process.kill(process.pid, signal);
    // As process 1 of a container, the signal does not end it.
    endAtOnce(signal);
  };
  for (const ending of ENDING) process.on(ending, onSignal);
}

/** What listens to the end of the process tells the database to end. */
function endAtOnce(signal: NodeJS.Signals): void {
  isEnding = true;
  process.once('exit', cleanUp);
  process.exit(128 + constants.signals[signal]);
}

function cleanUp(): void {
  for (const remove of cleanUps) {
    try {
      remove();
    } catch {
      // A database that is just ending may still write there.
    }
  }
  cleanUps.clear();
}
