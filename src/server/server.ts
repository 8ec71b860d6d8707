import type { Server } from 'node:http';
import { type AddressInfo, Server as SocketServer } from 'node:net';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Desk } from '../desk/desk';
import { doors } from '../doors/doors';
import { settleTallies } from '../store/tickets/tallies';
import { createApp } from './app';
import { createFastServer } from './fast-server';
import { sweep } from './sweep';
import { answerUnreadable } from './unreadable';

export interface RunningServer {
  /** `http://address:port`, as a program on this machine reaches it. */
  url: string;
  /** Answers what is being asked, lets nobody in any more, and ends; or ends at once, whatever is being asked. */
  stop(how?: 'drained' | 'at once'): Promise<void>;
}

/** A header or a body that trickles in is cut off after these. */
const TIMEOUTS = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

const SWEEP_EVERY_MS = 3_600_000;
/** Often enough that what was added since is summed up in no time. */
const SETTLE_EVERY_MS = 10_000;

/**
 * Opens the doors.
 *
 * @throws Error when the address cannot be had, such as `Port 8080 of 127.0.0.1 is in use: set PORT to another, or to 0
 * for a free one`.
 */
export async function startServer(desk: Desk, log: Logger): Promise<RunningServer> {
  const { host, port, keliwebPrefix } = desk.config;
  const server = createFastServer(createApp(desk, log), TIMEOUTS);
  server.maxRequestsPerSocket = 0;
  server.on('clientError', answerUnreadable(doors(keliwebPrefix), log));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(unavailable(error, host, port)));
    server.listen(port, host, resolve);
  });
  let isOpen = true;
  const sweeping = setInterval(() => sweep(desk, log, () => isOpen), SWEEP_EVERY_MS).unref();
  const settling = setInterval(() => {
    desk.database
      .transaction('write', settleTallies)
      .catch((error: unknown) => log.warn({ err: error }, 'the tallies of tickets were not settled'));
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

/** What the operator can do about an address that cannot be had. */
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

/** Long enough for what was sent before its sender could know, short enough for whoever waits. */
const LAST_REQUESTS_MS = 500;
const LONGEST_DRAIN_MS = 25_000;

/**
 * Ends a server without dropping a request: each connection is told with its next answer to close, new ones are taken
 * for a moment still, because some are on their way, and idle ones are closed only then.
 */
async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  await pause(LAST_REQUESTS_MS);
  await readWhatArrived();
  // http's own close() would also cut idle connections at once.
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

/** On a busy machine a timer can be due before what arrived long ago has been looked at; two turns of the loop see to it. */
async function readWhatArrived(): Promise<void> {
  await turn();
  await turn();
}
