import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Account, ownAccount, ownerOf, unprivilegedAccount } from '../src/postgres/account';

/** Where to reach a database. `host` may be the folder of a Unix socket. */
interface Server {
  host: string;
  port: number;
  user: string;
  database: string;
}

export interface PgBouncer {
  /** The same database through the pooler. */
  connection: Server;
  child: ChildProcess;
}

export type PoolMode = 'transaction' | 'session' | 'statement';

/** Finds PgBouncer; undefined if there is none. */
export const findPgBouncer = (): string | undefined => findProgram('pgbouncer');

/** Finds a server's program, which packages often install outside the path; undefined if there is none. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts PgBouncer in front of a server, on a free port of 127.0.0.1, with the settings of a plain installation.
 *
 * @param where a folder that every account may enter
 * @param more settings of the configuration file, by name
 * @param databases which databases it knows; `*` for all of the server
 * @throws Error if it does not accept connections within 20 seconds
 */
export async function startPgBouncer(
  program: string,
  where: string,
  server: Server,
  mode: PoolMode,
  more: Record<string, string | number> = {},
  databases = '*',
): Promise<PgBouncer> {
  const folder = mkdtempSync(join(where, 'pgbouncer-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'any',
    pool_mode: mode,
    ...more,
  };
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]\n${databases} = host=${server.host} port=${server.port} user=${server.user}\n[pgbouncer]\n${Object.entries(
      settings,
    )
      .map(([name, value]) => `${name} = ${value}\n`)
      .join('')}`,
  );
  const child = spawn(program, ['-q', file], { stdio: 'ignore', ...(ownAccount().uid === 0 && accountFor(server)) });
  const connection = { ...server, host: '127.0.0.1', port };
  const deadline = performance.now() + 20_000;
  while (!(await answers(connection))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`PgBouncer does not answer on port ${port}`);
    }
    await pause(20);
  }
  return { connection, child };
}

/** It refuses to run as root, and only the owner of its socket can reach the embedded server. */
const accountFor = ({ host }: Server): Account =>
  (host.startsWith('/') ? ownerOf(host) : undefined) ?? unprivilegedAccount(readFileSync('/etc/passwd', 'utf8'));

/** A port of 127.0.0.1 that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a port was expected');
  return address.port;
}

async function answers(connection: Server): Promise<boolean> {
  const client = new Client(connection);
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
