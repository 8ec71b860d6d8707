import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { isCopyOf } from './holders';
import { poll } from './poll';
import { type PostmasterFile, postmasterFilePath, readPostmasterFile } from './postmaster-file';
import { isPostmaster, postgresProcessesIn, runningServer, signalIfThere } from './processes';
import { SERVER_PORT } from './server';

const SOCKET = `.s.PGSQL.${SERVER_PORT}`;

// SIGINT shuts down fast and writes a checkpoint, SIGQUIT ends the server's children after 5 s, SIGKILL always works.
const WAYS_TO_END = [
  { signal: 'SIGINT', patience: 10_000 },
  { signal: 'SIGQUIT', patience: 7_000 },
  { signal: 'SIGKILL', patience: 5_000 },
] as const;

/**
 * Clears the way for a new server. It ends a server that a killed process of ours left running, and removes the lock
 * file, socket and child processes that a killed server left behind. Only the owner of the home may call this.
 *
 * @throws Error `Another Postgres is using <directory> ...` when a server answers on the socket but we cannot see its
 *   process, as from a second container on the same volume: two servers on one directory would destroy the data
 */
export async function clearLeftovers(
  dataDirectory: string,
  socketDirectory: string,
  log: (message: string) => void,
): Promise<void> {
  const previous = readPostmasterFile(dataDirectory);
  if (previous && isPostmaster(previous.pid, dataDirectory)) {
    log(`taking over from a server that was left running (pid ${previous.pid})`);
    await end(previous.pid, dataDirectory);
  } else if (previous && ((await answers(socketDirectory)) || (await answersFor(dataDirectory, previous)))) {
    throw new Error(`Another Postgres is using ${dataDirectory}, from another container or machine: stop it first`);
  }
  if (previous && isCopyOf(dataDirectory, previous.dataDirectory)) {
    log(
      `${dataDirectory} was copied from ${previous.dataDirectory} while its server ran: if it was no snapshot, files may not fit together, so restore a backup instead`,
    );
  }
  // Postgres refuses an old lock file or socket while its pid is in use, even if by a zombie or an unrelated process.
  fs.rmSync(postmasterFilePath(dataDirectory), { force: true });
  for (const name of fs.readdirSync(socketDirectory)) {
    if (name.startsWith('.s.PGSQL.')) fs.rmSync(path.join(socketDirectory, name), { force: true });
  }
  for (const pid of postgresProcessesIn(dataDirectory)) signalIfThere(pid, 'SIGKILL');
}

/**
 * Shuts down the server of that data directory, whichever process started it, and waits until it has ended. Only the
 * owner of the home may call this.
 *
 * @throws Error `The Postgres server with pid <pid>, ... cannot be ended`
 */
export async function endServer(dataDirectory: string): Promise<void> {
  const pid = runningServer(dataDirectory);
  if (pid !== undefined) await end(pid, dataDirectory);
}

/** Tells the server of that data directory to shut down, without waiting, because a process that exits cannot wait. */
export function endServerSoon(dataDirectory: string): void {
  const pid = runningServer(dataDirectory);
  if (pid !== undefined) signalIfThere(pid, 'SIGINT');
}

async function end(pid: number, dataDirectory: string): Promise<void> {
  for (const { signal, patience } of WAYS_TO_END) {
    signalIfThere(pid, signal);
    if (await poll(() => !isPostmaster(pid, dataDirectory), patience)) return;
  }
  throw new Error(`The Postgres server with pid ${pid}, left running in ${dataDirectory}, cannot be ended`);
}

/** Whether the server that wrote a lock file takes connections, and is not that of a folder of which this one is a copy. */
export const answersFor = async (dataDirectory: string, written: PostmasterFile): Promise<boolean> =>
  !isCopyOf(dataDirectory, written.dataDirectory) && (await answers(written.socketDirectory));

function answers(socketDirectory: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(path.join(socketDirectory, SOCKET));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
