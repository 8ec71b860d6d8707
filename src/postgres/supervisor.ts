import { setTimeout as sleep } from 'node:timers/promises';
import { clearLeftovers } from './leftovers';
import { adoptServer, launchServer, type RunningServer, type ServerPlan } from './server';
import { lastWords, limitServerLog } from './server-log';

/** How long the first start may take, in milliseconds: after a crash, Postgres first replays its log. */
const START_PATIENCE = 30_000;

// Postgres refuses to start with this text while children of a killed server are still attached. They end by
// themselves.
const STILL_IN_USE = 'pre-existing shared memory block';

const SHORTEST_PAUSE = 50;
// Keep this short: the cause of a failed start, such as a full disk, may go away at any moment.
const LONGEST_PAUSE = 1_000;

/** How often the server's log is checked for its size, in milliseconds. */
const LOG_CHECK_INTERVAL = 5_000;

/** A server under supervision. */
export interface Supervised {
  /** Shuts the server down and waits until it has ended. */
  shutDown(): Promise<void>;
  /** Leaves the server running, unsupervised, for another process. It shuts it down if it is just being started. */
  letGo(): Promise<void>;
  /** Like `letGo`, for a process that exits and cannot wait. */
  stopWatching(): void;
}

/**
 * Starts the server and keeps it running: when it ends by itself, it is restarted, however long that takes. Only the
 * owner of the home may call this.
 *
 * @param ending gives the start up when it aborts, and later shuts the server down
 * @returns once the server accepts connections
 * @throws Error as launchServer and clearLeftovers do
 */
export async function supervise(plan: ServerPlan, ending: AbortController): Promise<Supervised> {
  return watchOver(await launchFirst(plan, ending.signal), plan, ending);
}

/**
 * Like {@link supervise}, for a server that others use: one that runs is taken over as it is, and otherwise one is
 * started in the background, again and again until that succeeds.
 */
export function superviseForOthers(plan: ServerPlan): Supervised {
  const ending = new AbortController();
  return watchOver(adoptServer(plan, ending.signal), plan, ending);
}

function watchOver(first: RunningServer | undefined, plan: ServerPlan, ending: AbortController): Supervised {
  const watch = { isRunning: first !== undefined, isOver: false };
  const finished = keepRunning(first, plan, ending.signal, watch);
  const logLimit = setInterval(() => limitServerLog(plan.location.home), LOG_CHECK_INTERVAL).unref();
  const stopWatching = (): void => {
    watch.isOver = true;
    clearInterval(logLimit);
    if (!watch.isRunning) ending.abort();
  };
  return {
    stopWatching,
    async letGo() {
      stopWatching();
      if (ending.signal.aborted) await finished;
    },
    async shutDown() {
      clearInterval(logLimit);
      ending.abort();
      await finished;
    },
  };
}

async function launchFirst(plan: ServerPlan, ending: AbortSignal): Promise<RunningServer> {
  const deadline = performance.now() + START_PATIENCE;
  for (;;) {
    try {
      return await launch(plan, ending, START_PATIENCE);
    } catch (error) {
      const passing = error instanceof Error && error.message.includes(STILL_IN_USE);
      if (!passing || ending.aborted || performance.now() > deadline) throw error;
      await sleep(SHORTEST_PAUSE);
    }
  }
}

async function launch(plan: ServerPlan, ending: AbortSignal, patience: number): Promise<RunningServer> {
  await clearLeftovers(plan.location.dataDirectory, plan.socketDirectory, plan.log);
  return launchServer(plan, ending, patience);
}

async function keepRunning(
  first: RunningServer | undefined,
  plan: ServerPlan,
  ending: AbortSignal,
  watch: { isRunning: boolean; isOver: boolean },
): Promise<void> {
  let running = first ?? (await relaunch(plan, ending));
  while (running) {
    watch.isRunning = true;
    const how = await running.ended;
    if (watch.isOver && !ending.aborted) return;
    watch.isRunning = false;
    if (!ending.aborted) {
      const words = lastWords(plan.location.home);
      plan.log(`Postgres ended by itself (${how}), starting it again; its last log lines: ${words}`);
    }
    running = await relaunch(plan, ending);
  }
}

async function relaunch(plan: ServerPlan, ending: AbortSignal): Promise<RunningServer | undefined> {
  for (let pause = SHORTEST_PAUSE; !ending.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      await sleep(pause, undefined, { signal: ending, ref: false });
      // No time limit: cutting off the replay of a long log would only start it again, for ever.
      return await launch(plan, ending, Number.POSITIVE_INFINITY);
    } catch (error) {
      if (!ending.aborted) plan.log(error instanceof Error ? error.message : String(error));
    }
  }
  return undefined;
}
