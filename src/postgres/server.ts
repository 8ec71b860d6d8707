import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVER_ENVIRONMENT } from './cluster';
import type { Location } from './location';
import { poll } from './poll';
import { readPostmasterFile } from './postmaster-file';

/** Everything needed to start the server, the first time and after a crash. */
export interface ServerPlan {
  /** The directory of the Postgres programs. */
  programs: string;
  location: Location;
  socketDirectory: string;
  /** Postgres settings by name; they override the defaults below. */
  settings: Record<string, string | number>;
  log: (message: string) => void;
}

/** A server that accepts connections. `ended` resolves to an exit code or a signal when it ends, and never rejects. */
export interface RunningServer {
  ended: Promise<string>;
  /** The last lines of its log. */
  lastWords: () => string;
}

/** No TCP port is opened: the number is only part of the socket's name. */
export const SERVER_PORT = 5432;

const DEFAULT_SETTINGS = { shared_buffers: '64MB', max_connections: 60 };

// The only authentication rule is `trust`, so the socket's permissions are what protects the database.
const FIXED_SETTINGS = { listen_addresses: '', port: SERVER_PORT, unix_socket_permissions: '0700' };

/** How many characters and lines of the server's log to keep for error messages. */
const REPORT_LENGTH = 4096;
const REPORT_LINES = 8;

/**
 * Starts Postgres and waits, at most `patience` milliseconds, until it accepts connections. When `ending` aborts, now
 * or later, the server is shut down fast: clients are disconnected, all data is written. The server does not keep this
 * process alive.
 *
 * @throws Error `Postgres did not start (<how it ended>): <the last lines of its log>`
 */
export async function launchServer(plan: ServerPlan, ending: AbortSignal, patience: number): Promise<RunningServer> {
  ending.throwIfAborted();
  const { home, dataDirectory, account } = plan.location;
  const settings = { ...DEFAULT_SETTINGS, ...plan.settings, ...FIXED_SETTINGS };
  const child = spawn(
    path.join(plan.programs, 'postgres'),
    [
      ...['-D', dataDirectory, '-k', plan.socketDirectory],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...account,
      cwd: home,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
      // Give it its own session: otherwise Ctrl-C in the terminal would end the database before the requests that use
      // it.
      detached: true,
    },
  );

  // Never stop reading: a full pipe would block every server process that writes to the log.
  let report = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    report = (report + text).slice(-REPORT_LENGTH);
  });
  const lastWords = (): string => report.trim().split('\n').slice(-REPORT_LINES).join('\n');
  const reportEnded = new Promise((resolve) => child.stderr.once('close', resolve));
  child.unref();
  if (child.stderr instanceof Socket) child.stderr.unref();

  const shutDown = (): void => {
    child.ref();
    child.kill('SIGINT');
  };
  ending.addEventListener('abort', shutDown);
  let outcome: string | undefined;
  const ended = new Promise<string>((resolve) => {
    const settle = (how: string): void => {
      outcome = how;
      ending.removeEventListener('abort', shutDown);
      resolve(how);
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(signal ?? `exit code ${code}`));
  });

  const isReady = (): boolean => {
    const file = readPostmasterFile(dataDirectory);
    return file?.pid === child.pid && file?.ready === true;
  };
  const decided = await poll(() => outcome !== undefined || isReady(), patience);
  if (decided && outcome === undefined) return { ended, lastWords };

  if (!decided) child.kill('SIGQUIT');
  const how = decided ? outcome : `not ready after ${patience / 1000} s`;
  // The last log lines arrive after the exit. Don't wait for the end of the pipe: a child of the dead server may hold
  // it.
  await Promise.race([reportEnded, sleep(200)]);
  throw new Error(`Postgres did not start (${how}): ${lastWords()}`);
}
