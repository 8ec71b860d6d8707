import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../src/database/migrate';
import { type Account, ownerOf, reachable } from '../../src/postgres/account';
import { packagedBinaries, usableBinaries } from '../../src/postgres/binaries';
import { locate } from '../../src/postgres/location';
import { filledDataRoot, isRoot, temporaryDirectory } from '../postgres/support';
import { eventually } from './eventually';
import { kill } from './left-processes';
import { bareEnvironment, PROGRAM } from './server-process';
import { temporaryFolder } from './temporary-folder';

/** What to do at the end of the tests, the last first. */
const ends: (() => unknown)[] = [];

export async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end();
}

/** Occupies a free port, with a program that never says a word. */
export const silentPort = (): Promise<number> => occupiedPort(() => {});

/** Occupies a free port, with a program that hangs up. */
export async function occupiedPort(listener = (socket: Socket): unknown => socket.end()): Promise<number> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Logins of the server below, with what its pg_hba.conf demands of them. */
const HBA = `
local all all trust
hostssl all encrypted 127.0.0.1/32 trust
hostnossl all encrypted 127.0.0.1/32 reject
host all careful 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
`;

export interface Hospital {
  /** The folder whose `pg18` it serves. */
  folder: string;
  port: number;
  /** Runs statements as the superuser. */
  run(database: string, ...statements: string[]): Promise<void>;
  /** Makes a migrated database of its own, changes it, and returns its URL. */
  database(...statements: string[]): Promise<string>;
  url(database: string, user?: string, options?: string): string;
}

/** Starts a PostgreSQL on TCP, as an operator has one: durable, with TLS and passwords. */
export async function openHospital(): Promise<Hospital> {
  const folder = await filledDataRoot();
  const data = join(folder, 'pg18');
  const account = ownerOf(data) as Account;
  const socket = temporaryDirectory(0o777);
  const [key, certificate] = [join(data, 'server.key'), join(data, 'server.crt')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', [...request, '-subj', '/CN=desk', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  execFileSync('chmod', ['600', key]);
  if (isRoot) execFileSync('chown', [`${account.uid}:${account.gid}`, key, certificate]);
  writeFileSync(join(data, 'pg_hba.conf'), HBA);
  const port = await freePort();
  // Written so that it does not look like the embedded server of that folder.
  const where = ['-D', `${folder}/./pg18`, '-k', socket, '-p', String(port)];
  const settings = ['listen_addresses=127.0.0.1', 'ssl=on', 'shared_buffers=16MB'];
  // The package's own, or a copy where its account cannot reach them, as in a checkout below /root.
  const programs = usableBinaries(packagedBinaries(), locate(folder));
  const child = spawn(join(programs, 'postgres'), [...where, ...settings.flatMap((s) => ['-c', s])], {
    ...(isRoot && account),
    cwd: '/',
    env: { ...bareEnvironment(), LC_ALL: 'C' },
    stdio: 'ignore',
  });
  ends.push(() => kill(child.pid, 'SIGQUIT'));

  const connection = (database: string) => ({ host: '127.0.0.1', port, user: 'hatchdesk', database });
  async function run(database: string, ...statements: string[]): Promise<void> {
    const client = new Client(connection(database));
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }
  await eventually(() =>
    run('postgres', 'select 1').then(
      () => true,
      () => false,
    ),
  );
  await run('postgres', 'create database desk', 'create role encrypted login', 'create role weak login');
  await run('postgres', `create role careful login password 'right'`, 'create role unwanted login connection limit 0');
  await migrate(connection('desk'));

  const url: Hospital['url'] = (database, user = 'hatchdesk', options = '') =>
    `postgres://${user}@127.0.0.1:${port}/${database}${options}`;
  let made = 0;
  return {
    folder,
    port,
    run,
    url,
    async database(...statements) {
      made += 1;
      const name = `desk${made}`;
      await run('postgres', `create database ${name} template desk`);
      await run(name, ...statements);
      return url(name);
    },
  };
}

/** A folder with a database, and settings added to its configuration. */
export async function folderWith(settings: Record<string, string>): Promise<string> {
  const folder = await filledDataRoot();
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  appendFileSync(join(folder, 'pg18', 'postgresql.conf'), lines.join(''));
  return folder;
}

/** Mounts a small disk. @returns undefined where this is not allowed */
export function smallDisk(size: string): string | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  ends.push(() => execFileSync('umount', ['-l', folder]));
  return folder;
}

/** Fills a disk to the last byte. */
export function fill(disk: string): void {
  // It fails when nothing more fits, as it should.
  spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filling')}`, 'bs=64k'], { stdio: 'ignore' });
  spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'rest')}`, 'bs=1k'], { stdio: 'ignore' });
}

export function makeReadOnly(disk: string): void {
  execFileSync('mount', ['-o', 'remount,ro', disk]);
}

/** A folder with the version of a database, and no more of it. */
export function folderOfVersion(major: number): string {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, `pg${major}`), 0o700);
  writeFileSync(join(folder, `pg${major}`, 'PG_VERSION'), `${major}\n`);
  return folder;
}

/** The account of `as nobody`. */
export const NOBODY: Account = { uid: 65_534, gid: 65_534 };

/** Whether root runs the tests where another account may read the program. It may not in a checkout below /root. */
export const canBeNobody = isRoot && [process.execPath, PROGRAM].every((file) => reachable(dirname(file), NOBODY));

interface Finding {
  name: string;
  ok: boolean;
  hint?: true;
  detail: string;
}

/** Runs the doctor in a process of its own. */
export async function doctorProcess(
  env: Record<string, string>,
  how: 'as we are' | 'as nobody' | 'with few files' = 'as we are',
): Promise<{ code: number | null; checks: Finding[] }> {
  const parameters = [PROGRAM, 'doctor', '--json'];
  const command: [string, string[]] =
    how === 'with few files'
      ? ['sh', ['-c', 'ulimit -n 256 && exec "$0" "$@"', process.execPath, ...parameters]]
      : [process.execPath, parameters];
  const child = spawn(...command, {
    env: { ...bareEnvironment(), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(how === 'as nobody' && NOBODY),
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, checks: JSON.parse(printed) as Finding[] };
}

/** Keeps a transaction with a lock open, and another session waiting for it. */
export async function twoInALine(url: string): Promise<void> {
  const [first, second] = [1, 2].map(() => new Client({ connectionString: url, application_name: 'crawler' }));
  for (const client of [first!, second!]) {
    client.on('error', () => {});
    await client.connect();
    ends.push(() => client.end());
  }
  await first!.query('begin; lock table tickets');
  second!.query('select count(*) from tickets').catch(() => {});
}

/** A session that keeps a transaction open. */
export async function idleTransaction(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'crawler' });
  client.on('error', () => {});
  await client.connect();
  ends.push(() => client.end());
  await client.query('begin; select 1');
}
