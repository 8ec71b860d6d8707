import type { Server } from 'node:http';
import { Server as SocketServer } from 'node:net';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Desk } from '../desk/desk';
import { doors } from '../doors/doors';
import { createLoad } from '../doors/load';
import { settleTallies } from '../store/tickets/tallies';
import { createAddressing } from './addressing';
import { createApp } from './app';
import { createFastServer } from './fast-server';
import { listen } from './listen';
import { createCollector } from './memory';
import { startMonitoring } from './monitoring';
import { sweep } from './sweep';
import { answerUnreadable } from './unreadable';

export interface RunningServer {
  /** `http://address:port`, for a program on this machine. */
  url: string;
  /** Where the metrics are; undefined if the configuration wants none. */
  metricsUrl: string | undefined;
  /** Stops the server: by default after answering the running requests, or else at once, dropping them. */
  stop(how?: 'drained' | 'at once'): Promise<void>;
}

/** Limits for slow clients. After these times, a connection whose headers or body trickle in is closed. */
const TIMEOUTS = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

const SWEEP_EVERY_MS = 3_600_000;
/** Often enough that summing up the changes since the last time takes almost no time. */
const SETTLE_EVERY_MS = 10_000;

/**
 * Starts listening, and the regular clean-up of the database.
 *
 * @throws Error if the address is not available, such as `Port 8080 of 127.0.0.1 is in use: set PORT to another, or to
 * 0 for a free one`
 */
export async function startServer(desk: Desk, log: Logger): Promise<RunningServer> {
  const { limits, keliwebPrefix, folder } = desk.config;
  let isOpen = true;
  const isStopping = () => !isOpen;
  const load = createLoad(limits, createCollector());
  const monitoring = await startMonitoring(desk, load, isStopping);
  const metrics = monitoring?.metrics;
  const server = createFastServer(createApp(desk, log, { load, metrics, isStopping }), TIMEOUTS);
  server.maxRequestsPerSocket = 0;
  server.on('clientError', answerUnreadable(createAddressing(doors(keliwebPrefix), folder), log));
  server.on('clientError', ({ code }: NodeJS.ErrnoException) => {
    if (code !== 'ECONNRESET') metrics?.count({ refused: 'malformed', status: 400, aborted: false, seconds: 0 });
  });
  const url = await listen(server, desk.config, { host: 'HOST', port: 'PORT' }).catch(async (error: unknown) => {
    await monitoring?.close();
    throw error;
  });
  const sweeping = setInterval(() => sweep(desk, log, () => isOpen), SWEEP_EVERY_MS).unref();
  const settling = setInterval(() => {
    desk.database
      .transaction('write', settleTallies)
      .catch((error: unknown) => log.warn({ err: error }, 'ticket counts were not summed up'));
  }, SETTLE_EVERY_MS).unref();
  return {
    url,
    metricsUrl: monitoring?.url,
    async stop(how = 'drained') {
      isOpen = false;
      clearInterval(sweeping);
      clearInterval(settling);
      if (how === 'drained') await drain(server);
      else await closeAtOnce(server);
      await monitoring?.close();
    },
  };
}

const closeAtOnce = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Long enough for requests that are already on their way, and short enough for an operator who waits for the end. */
const LAST_REQUESTS_MS = 500;
const LONGEST_DRAIN_MS = 25_000;

/**
 * Stops a server without dropping a request. From now on, every answer asks its client to close the connection. New
 * connections are still accepted for a moment, because some are on their way. Only then are idle ones closed.
 */
async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  await pause(LAST_REQUESTS_MS);
  await readWhatArrived();
  // http's own close() would also close idle connections right away.
  const ended = new Promise<void>((resolve) => SocketServer.prototype.close.call(server, () => resolve()));
  const closeIdle = setInterval(async () => {
    await readWhatArrived();
    server.closeIdleConnections();
  }, LAST_REQUESTS_MS);
  const giveUp = setTimeout(() => server.closeAllConnections(), LONGEST_DRAIN_MS);
  await ended;
  clearInterval(closeIdle);
  clearTimeout(giveUp);
}

/** On a busy machine, timers can run before data that arrived long ago is read. Two turns of the event loop read it. */
async function readWhatArrived(): Promise<void> {
  await turn();
  await turn();
}
