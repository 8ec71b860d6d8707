import type { Server } from 'node:http';
import { type AddressInfo, Server as SocketServer } from 'node:net';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Desk } from '../desk/desk';
import { doors } from '../doors/doors';
import { settleTallies } from '../store/tickets/tallies';
import { createAddressing } from './addressing';
import { createApp } from './app';
import { createFastServer } from './fast-server';
import { sweep } from './sweep';
import { answerUnreadable } from './unreadable';

export interface RunningServer {
  /** `http://address:port`, for a program on this machine. */
  url: string;
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
  const { host, port, keliwebPrefix, folder } = desk.config;
  let isOpen = true;
  const server = createFastServer(
    createApp(desk, log, () => !isOpen),
    TIMEOUTS,
  );
  server.maxRequestsPerSocket = 0;
  server.on('clientError', answerUnreadable(createAddressing(doors(keliwebPrefix), folder), log));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(unavailable(error, host, port)));
    server.listen(port, host, resolve);
  });
  const sweeping = setInterval(() => sweep(desk, log, () => isOpen), SWEEP_EVERY_MS).unref();
  const settling = setInterval(() => {
    desk.database
      .transaction('write', settleTallies)
      .catch((error: unknown) => log.warn({ err: error }, 'ticket counts were not summed up'));
  }, SETTLE_EVERY_MS).unref();
  return {
    url: urlOf(host, (server.address() as AddressInfo).port),
    async stop(how = 'drained') {
      isOpen = false;
      clearInterval(sweeping);
      clearInterval(settling);
      if (how === 'drained') return drain(server);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Tells the operator which setting to change if the server cannot listen. Unknown errors pass unchanged. */
function unavailable(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const advice: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is in use: set PORT to another, or to 0 for a free one`,
    EACCES: `This user may not listen on port ${port}: set PORT to one from 1024 on, or to 0 for a free one`,
    EADDRNOTAVAIL: `This machine has no address ${host}: set HOST to one that it has`,
    ENOTFOUND: `There is no host ${host}: set HOST to an address of this machine`,
  };
  const text = advice[error.code ?? ''];
  return text === undefined ? error : new Error(text, { cause: error });
}

function urlOf(host: string, port: number): string {
  const reachable =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `http://${reachable}:${port}`;
}

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
