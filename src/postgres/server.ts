import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVER_ENVIRONMENT } from './cluster';
import type { Location } from './location';
import { poll } from './poll';
import { readPostmasterFile } from './postmaster-file';

/** Everything that starting the server takes, the first time and after a crash. */
export interface ServerPlan {
  /** The directory of the programs. */
  programs: string;
  location: Location;
  socketDirectory: string;
  /** Postgres settings by name, over the defaults here. */
  settings: Record<string, string | number>;
  log: (message: string) => void;
}

/** A server that takes connections. `ended` gives how it ended (an exit code or a signal) and is never rejected. */
export interface RunningServer {
  ended: Promise<string>;
  /** The last lines it wrote to its log. */
  lastWords: () => string;
}

/** Nothing listens on it: it is part of the socket's name. */
export const SERVER_PORT = 5432;

const DEFAULT_SETTINGS = { shared_buffers: '64MB', max_connections: 60 };

// With trust as the only rule, the socket's permissions are the password.
const FIXED_SETTINGS = { listen_addresses: '', port: SERVER_PORT, unix_socket_permissions: '0700' };

/** How much of what the server last wrote is kept for error messages. */
const REPORT_LENGTH = 4096;
const REPORT_LINES = 8;

/**
 * Starts Postgres and waits, at most `patience` milliseconds, until it takes connections. When `ending` aborts, now or
 * later, the server is shut down fast (clients are cut off, everything is written).
 * It does not keep this process alive. Throws `Postgres did not start (<how it ended>): <what it last wrote>`.
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
      // A session of its own: Ctrl-C in the terminal would otherwise end the database before the requests that use it.
      detached: true,
    },
  );

  // Read for ever: a full pipe would stop every part of the server that has something to report.
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
  // The last words arrive after the exit, and never end while a child of the dead server still holds the pipe.
  await Promise.race([reportEnded, sleep(200)]);
  throw new Error(`Postgres did not start (${how}): ${lastWords()}`);
}
