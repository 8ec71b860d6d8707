import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SERVER_ENVIRONMENT } from './cluster';
import type { Location } from './location';
import { poll } from './poll';
import { readPostmasterFile } from './postmaster-file';
import { isPostmaster, runningServer, signalIfThere } from './processes';
import { lastWords, openServerLog } from './server-log';

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

/** A server that runs. `ended` resolves to an exit code, a signal or other words when it ends, and never rejects. */
export interface RunningServer {
  ended: Promise<string>;
}

/** No TCP port is opened: the number is only part of the socket's name. */
export const SERVER_PORT = 5432;

// A new desk has no statistics until autovacuum comes, and its plans are those of empty tables: after a minute of 2,500
// tickets a second, calls were a tenth slower than with statistics.
const DEFAULT_SETTINGS = { shared_buffers: '64MB', max_connections: 60, autovacuum_naptime: '10s' };

// The only authentication rule is `trust`, so the socket's permissions are what protects the database.
const FIXED_SETTINGS = { listen_addresses: '', port: SERVER_PORT, unix_socket_permissions: '0700' };

/** How often to look whether a server that another process started still runs, in milliseconds. */
const LOOK_AGAIN = 100;

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
  const log = openServerLog(plan.location);
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
      stdio: ['ignore', 'ignore', log],
      // Give it its own session: otherwise Ctrl-C in the terminal would end the database before the requests that use
      // it.
      detached: true,
    },
  );
  fs.closeSync(log);
  child.unref();

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
  if (decided && outcome === undefined) return { ended };

  if (!decided) child.kill('SIGQUIT');
  const how = decided ? outcome : `not ready after ${patience / 1000} s`;
  throw new Error(`Postgres did not start (${how}): ${lastWords(home)}`);
}

/**
 * Takes a running server over that another process started; undefined when none runs. When `ending` aborts, now or
 * later, the server is shut down fast. Only the owner of the home may call this.
 */
export function adoptServer({ location }: ServerPlan, ending: AbortSignal): RunningServer | undefined {
  const { dataDirectory } = location;
  const pid = runningServer(dataDirectory);
  if (pid === undefined) return undefined;
  ending.throwIfAborted();
  const ended = new Promise<string>((resolve) => {
    const shutDown = (): void => {
      timer.ref();
      signalIfThere(pid, 'SIGINT');
    };
    const timer = setInterval(() => {
      if (isPostmaster(pid, dataDirectory)) return;
      clearInterval(timer);
      ending.removeEventListener('abort', shutDown);
      resolve(`pid ${pid} is gone`);
    }, LOOK_AGAIN).unref();
    ending.addEventListener('abort', shutDown);
  });
  return { ended };
}
