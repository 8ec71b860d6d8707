import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Account, ownAccount, unprivilegedAccount } from '../../src/postgres/account';
import { eventually } from './eventually';
import { kill, killProcesses, postgresIn } from './left-processes';
import { temporaryFolder } from './temporary-folder';

const PLACES = '/usr/lib/postgresql';

/** The folder of an installed PostgreSQL with the programs for replication, which the embedded one lacks. */
const programs = existsSync(PLACES)
  ? readdirSync(PLACES)
      .map((version) => join(PLACES, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'pg_basebackup')) && existsSync(join(folder, 'initdb')))
  : undefined;

/** Like `describe`, for tests that need an installed PostgreSQL. Where there is none, they are skipped and say so. */
export function describeWithPostgres(name: string, tests: () => void): void {
  const run = programs === undefined ? describe.skip : describe;
  run(programs === undefined ? `${name} (skipped: PostgreSQL is not installed in ${PLACES})` : name, tests);
}

export interface PostgresServer {
  host: string;
  port: number;
  /** `127.0.0.1:port`, as it stands in a URL. */
  place: string;
  query<Row>(text: string): Promise<Row[]>;
  /** Sends a signal to the server and all of its processes. */
  signal(signal: NodeJS.Signals): void;
  /** Stops it at once, as its administrator would. */
  stop(): Promise<void>;
  /** Ends it without letting it finish anything, as a failing machine would. */
  crash(): Promise<void>;
  /** Makes a standby the primary. */
  promote(): Promise<void>;
}

export interface PostgresPair {
  primary: PostgresServer;
  standby: PostgresServer;
  /** The folder of both. */
  folder: string;
  stop(): void;
}

const ACCOUNT = 'desk';

/** Starts a primary and a standby that replicates it. Commits wait until the standby has them, unless `isAsynchronous`. */
export async function startPostgresPair({ isAsynchronous = false } = {}): Promise<PostgresPair> {
  if (programs === undefined) throw new Error('PostgreSQL is not installed');
  const account = ownAccount().uid === 0 ? unprivilegedAccount(readFileSync('/etc/passwd', 'utf8')) : ownAccount();
  const folder = temporaryFolder();
  const run = (program: string, parameters: string[]): Promise<unknown> =>
    promisify(execFile)(join(programs, program), parameters, { ...account, cwd: folder, env: {} });

  const [first, second] = ['first', 'second'].map((name) => {
    mkdirSync(join(folder, name), { mode: 0o700 });
    chownSync(join(folder, name), account.uid, account.gid);
    return join(folder, name);
  }) as [string, string];
  await run('initdb', ['-D', first, '-U', ACCOUNT, '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']);
  const primary = await startServer(first, account);
  const source = `host=127.0.0.1 port=${primary.port} user=${ACCOUNT} application_name=second`;
  await run('pg_basebackup', ['-D', second, '-d', source, '-R', '-c', 'fast', '--no-sync']);
  const standby = await startServer(second, account);
  await eventually(async () => (await primary.query('select from pg_stat_replication')).length === 1);
  if (!isAsynchronous) {
    await primary.query(`alter system set synchronous_standby_names = 'second'`);
    await primary.query('select pg_reload_conf()');
    await eventually(
      async () => (await primary.query(`select from pg_stat_replication where sync_state = 'sync'`)).length === 1,
    );
  }
  return { primary, standby, folder, stop: () => killProcesses(postgresIn([folder])) };
}

async function startServer(folder: string, account: Account): Promise<PostgresServer> {
  const port = await freePort();
  // Nothing here tests what a disk keeps when its machine loses power.
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
  const child = spawn(
    join(programs ?? '', 'postgres'),
    ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...account, cwd: folder, env: {}, stdio: 'ignore' },
  );
  const query = async <Row>(text: string): Promise<Row[]> => {
    const client = new Client({ host: '127.0.0.1', port, user: ACCOUNT, database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.query(text)).rows as Row[];
    } finally {
      client.end().catch(() => {});
    }
  };
  await eventually(() => query('select 1').catch(() => assertRuns(child)));
  const signal = (name: NodeJS.Signals): void => {
    for (const pid of [child.pid, ...childrenOf(child.pid)]) kill(pid, name);
  };
  return {
    ...{ host: '127.0.0.1', port, place: `127.0.0.1:${port}`, query, signal },
    async stop() {
      const ended = once(child, 'exit');
      // Its processes would take this signal to mean that only their statement is not wanted any more.
      kill(child.pid, 'SIGINT');
      await ended;
    },
    async crash() {
      const ended = once(child, 'exit');
      signal('SIGKILL');
      await ended;
    },
    async promote() {
      await query('select pg_promote()');
    },
  };
}

function assertRuns({ exitCode }: ChildProcess): undefined {
  if (exitCode !== null) throw new Error(`PostgreSQL ended with ${exitCode}`);
}

const childrenOf = (pid: number | undefined): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a port was expected');
  return address.port;
}
