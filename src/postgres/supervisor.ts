import { setTimeout as sleep } from 'node:timers/promises';
import { clearLeftovers } from './leftovers';
import { launchServer, type RunningServer, type ServerPlan } from './server';

/** How long the first start may take, in milliseconds: after a crash, Postgres first replays its log. */
const START_PATIENCE = 30_000;

// Postgres refuses to start with this text while children of a killed server are still attached. They end by
// themselves.
const STILL_IN_USE = 'pre-existing shared memory block';

const SHORTEST_PAUSE = 50;
// Keep this short: the cause of a failed start, such as a full disk, may go away at any moment.
const LONGEST_PAUSE = 1_000;

/**
 * Starts the server and keeps it running: when it ends by itself, it is restarted, however long that takes. It is also
 * shut down when this process exits. Only the owner of the home may call this.
 *
 * @returns once the server accepts connections, a function that shuts it down and waits until it has ended
 * @throws Error as launchServer and clearLeftovers do
 */
export async function supervise(plan: ServerPlan): Promise<() => Promise<void>> {
  const ending = new AbortController();
  const shutDown = (): void => ending.abort();
  process.once('exit', shutDown);
  try {
    const finished = keepRunning(await launchFirst(plan, ending.signal), plan, ending.signal);
    return async () => {
      shutDown();
      await finished;
      process.off('exit', shutDown);
    };
  } catch (error) {
    process.off('exit', shutDown);
    throw error;
  }
}

async function launchFirst(plan: ServerPlan, ending: AbortSignal): Promise<RunningServer> {
  const deadline = performance.now() + START_PATIENCE;
  for (;;) {
    try {
      return await launch(plan, ending, START_PATIENCE);
    } catch (error) {
      const passing = error instanceof Error && error.message.includes(STILL_IN_USE);
      if (!passing || performance.now() > deadline) throw error;
      await sleep(SHORTEST_PAUSE);
    }
  }
}

async function launch(plan: ServerPlan, ending: AbortSignal, patience: number): Promise<RunningServer> {
  await clearLeftovers(plan.location.dataDirectory, plan.socketDirectory, plan.log);
  return launchServer(plan, ending, patience);
}

async function keepRunning(first: RunningServer, plan: ServerPlan, ending: AbortSignal): Promise<void> {
  let running: RunningServer | undefined = first;
  while (running) {
    const how = await running.ended;
    if (!ending.aborted)
      plan.log(`Postgres ended by itself (${how}), starting it again; its last log lines: ${running.lastWords()}`);
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
