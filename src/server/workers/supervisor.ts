import cluster, { type Worker } from 'node:cluster';
import { createServer } from 'node:http';
import type { Logger } from 'pino';
import type { Desk } from '../../desk/desk';
import { listen } from '../listen';
import type { RunningServer } from '../server';
import type { Manner, Order, Report } from './messages';
import { startScraping } from './scrape';

/** A worker that ran this long did not die of its start, so another may start at once. */
const STEADY_MS = 10_000;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** Longer than a worker may take to answer its last requests. */
const LONGEST_STOP_MS = 35_000;

/** One of the workers that there should be. Another process takes its place when it ends. */
interface Place {
  worker: Worker | undefined;
  /** Whether it takes calls. */
  listens: boolean;
  bornAt: number;
  /** Milliseconds before the last start. */
  pauseMs: number;
  timer: NodeJS.Timeout | undefined;
}

async function freePort(host: string): Promise<string> {
  const server = createServer();
  const url = await listen(server, { host, port: 0 }, { host: 'HOST', port: 'PORT' });
  await new Promise((resolve) => server.close(resolve));
  return new URL(url).port;
}

/**
 * Starts as many workers as the configuration says, which share one port, and replaces those that end.
 *
 * @param desk is open, migrated and ready for calls; workers open desks of their own on the same database
 * @returns once all of them listen. Its `stop` stops every worker
 * @throws Error with the words of the first worker that does not start; the others are then stopped
 */
export async function startWorkers(desk: Desk, log: Logger): Promise<RunningServer> {
  const { workers: wanted } = desk.config;
  // Workers take connections from the port themselves. If this process handed them out, the one on its way to a worker
  // that is killed would hang, and each new connection would cost two messages.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const environment = {
    HATCHDESK_WORKERS: String(wanted),
    HATCHDESK_MIGRATE: 'off',
    // With 0, each set of workers that has the port would get another.
    ...(desk.config.port === 0 && { PORT: await freePort(desk.config.host) }),
  };
  const places: Place[] = Array.from({ length: wanted }, () => ({
    ...{ worker: undefined, listens: false, bornAt: 0, pauseMs: 0, timer: undefined },
  }));
  let isStopping = false;
  let restarts = 0;
  const listening = (): Worker[] => places.flatMap(({ worker, listens }) => (listens ? (worker ?? []) : []));
  const scraping =
    desk.config.metrics === undefined
      ? undefined
      : await startScraping(desk.config.metrics, listening, () => ({ alive: listening().length, wanted, restarts }));
  let onEnd = (): void => {};

  const send = (worker: Worker, order: Order): void => {
    // A worker that cannot be reached has ended, and its end is told by another event.
    worker.send(order, () => {});
  };

  /** @returns resolves with the worker's address once it listens, and rejects if it ends before */
  function start(place: Place): Promise<string> {
    const worker = cluster.fork(environment);
    Object.assign(place, { worker, bornAt: performance.now() });
    scraping?.follow(worker);
    return new Promise((resolve, reject) => {
      let reason: string | undefined;
      let isOver = false;
      const end = (how: string): void => {
        if (isOver) return;
        isOver = true;
        place.worker = undefined;
        place.listens = false;
        ended(place, { worker: worker.id, pid: worker.process.pid, how: reason ?? how });
        reject(new Error(reason ?? `A worker ended before it listened: ${how}`));
      };
      worker.on('message', (report: Report) => {
        if (report.type === 'hatchdesk:failed') reason = report.message;
        if (report.type !== 'hatchdesk:listening') return;
        place.listens = true;
        resolve(report.url);
      });
      worker.on('exit', (code, signal) => end(signal ?? `exit code ${code}`));
      // Also a process that cannot be started ends here.
      worker.on('error', (error) => worker.process.pid === undefined && end(error.message));
    });
  }

  let hasBegun = false;

  function ended(place: Place, facts: { worker: number; pid: number | undefined; how: string }): void {
    onEnd();
    if (isStopping || !hasBegun) return;
    const isSteady = performance.now() - place.bornAt >= STEADY_MS;
    place.pauseMs = isSteady ? 0 : Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, place.pauseMs * 2));
    log.error({ ...facts, pauseMs: place.pauseMs }, 'a worker ended, so another is started');
    place.timer = setTimeout(() => {
      restarts++;
      const again = start(place);
      const { worker } = place;
      again.then(
        () => log.info({ worker: worker?.id, pid: worker?.process.pid }, 'another worker listens'),
        // Its end was logged, and is followed by another start.
        () => {},
      );
    }, place.pauseMs);
  }

  async function stop(how: Manner): Promise<void> {
    isStopping = true;
    const left = (): Worker[] => places.flatMap(({ worker }) => worker ?? []);
    for (const { timer } of places) clearTimeout(timer);
    for (const worker of left()) send(worker, { type: 'hatchdesk:stop', how });
    const giveUp = setTimeout(() => {
      for (const worker of left()) worker.process.kill('SIGKILL');
    }, LONGEST_STOP_MS);
    await new Promise<void>((resolve) => {
      const before = onEnd;
      onEnd = () => {
        before();
        if (left().length === 0) resolve();
      };
      onEnd();
    });
    clearTimeout(giveUp);
    await scraping?.close();
  }

  const starts = places.map(start);
  try {
    const [url = ''] = await Promise.all(starts);
    hasBegun = true;
    return { url, metricsUrl: scraping?.url, stop: (how = 'drained') => stop(how) };
  } catch (error) {
    await stop('at once');
    await Promise.allSettled(starts);
    throw error;
  }
}
