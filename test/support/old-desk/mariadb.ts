import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { freePort } from '../../../bench/pgbouncer';
import { ownAccount, unprivilegedAccount } from '../../../src/postgres/account';
import { giveTo } from '../../../src/postgres/location';
import { eventually } from '../eventually';
import { kill } from '../left-processes';
import { temporaryFolder } from '../temporary-folder';
import { dump, type Style } from './dump';
import type { OldDesk } from './old-desk';

const run = promisify(execFile);
const PLACES = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
const find = (program: string): string | undefined =>
  PLACES.map((place) => join(place, program)).find((file) => existsSync(file));
const PROGRAMS = ['mariadbd', 'mariadb', 'mariadb-install-db', 'mariadb-dump'].map(find);
const isInstalled = PROGRAMS.every((program) => program !== undefined);

/** Like `describe`, for tests that need MariaDB. Where it is missing, their name says that they are skipped. */
export function describeWithMariaDb(name: string, tests: () => void): void {
  const describeOrSkip = isInstalled ? describe : describe.skip;
  describeOrSkip(isInstalled ? name : `${name} (skipped: MariaDB is not installed)`, tests);
}

/** May read, and nothing else. */
const READER = { name: 'reader', password: 'p@ss:w/rd?' };

export interface MariaDb {
  /** Makes a database and loads an old desk into it. @param zone where the old server's clocks are */
  load(database: string, desk: OldDesk, style?: Style, zone?: string): Promise<void>;
  /** Makes a database and loads a dump into it. */
  loadDump(database: string, parts: Iterable<string> | AsyncIterable<string | Buffer>): Promise<void>;
  /** The address of a database for somebody who may only read. */
  url(database: string): string;
  /** Writes a dump of a database, as mysqldump does. */
  dump(database: string, file: string, ...options: string[]): Promise<void>;
  /** Runs a statement as root, and gives the rows as text. */
  ask(statement: string): Promise<string[][]>;
  stop(): Promise<void>;
}

/** Ends a server and waits until it has ended. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  kill(child.pid, 'SIGTERM');
  await ended;
}

/** Starts a server of its own on 127.0.0.1, which belongs to an account without rights. */
export async function startMariaDb(): Promise<MariaDb> {
  const [server, client, install, dumper] = PROGRAMS as [string, string, string, string];
  const folder = temporaryFolder();
  const account = ownAccount().uid === 0 ? unprivilegedAccount(readFileSync('/etc/passwd', 'utf8')) : ownAccount();
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  for (const place of [folder, data]) giveTo(place, account);
  const common = ['--no-defaults', `--datadir=${data}`];
  await run(install, [...common, '--auth-root-authentication-method=normal', '--skip-test-db'], {
    ...account,
    cwd: folder,
  });
  const port = await freePort();
  const place = ['--bind-address=127.0.0.1', `--port=${port}`, `--socket=${join(folder, 's')}`];
  const quick = [
    '--skip-log-bin',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=64M',
    '--default-time-zone=+00:00',
  ];
  const child = spawn(server, [...common, ...place, ...quick], { ...account, cwd: folder, stdio: 'ignore' });
  const asRoot = [
    '--no-defaults',
    '--host=127.0.0.1',
    `--port=${port}`,
    '--user=root',
    '--default-character-set=utf8mb4',
  ];

  async function ask(statement: string): Promise<string[][]> {
    const { stdout } = await run(client, [...asRoot, '--batch', '--skip-column-names', '-e', statement], {
      maxBuffer: 2 ** 28,
    });
    return stdout
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => row.split('\t'));
  }

  await eventually(() => ask('select 1').catch(() => false));
  await ask(`create user '${READER.name}'@'127.0.0.1' identified by '${READER.password}'`);
  async function loadDump(database: string, parts: Iterable<string> | AsyncIterable<string | Buffer>): Promise<void> {
    await ask(`create database ${database} character set utf8mb4`);
    const loading = spawn(client, [...asRoot, database], { stdio: ['pipe', 'ignore', 'pipe'] });
    let complaint = '';
    loading.stderr.on('data', (part) => {
      complaint += String(part).slice(-1000);
    });
    const ended = new Promise<number | null>((resolve) => loading.once('exit', resolve));
    await pipeline(Readable.from(parts), loading.stdin).catch(() => {});
    const code = await ended;
    if (code !== 0) throw new Error(`MariaDB refuses the dump: ${complaint.slice(-1000)}`);
    await ask(`grant select on ${database}.* to '${READER.name}'@'127.0.0.1'`);
  }

  return {
    ask,
    loadDump,
    url: (database) => `mysql://${READER.name}:${encodeURIComponent(READER.password)}@127.0.0.1:${port}/${database}`,
    load: (database, desk, style, zone) => loadDump(database, dump(desk, style, zone)),
    async dump(database, file, ...options) {
      const child = spawn(dumper, [...asRoot, '--single-transaction', ...options, database], {
        stdio: ['ignore', openSync(file, 'w'), 'inherit'],
      });
      const code = await new Promise((resolve) => child.once('exit', resolve));
      if (code !== 0) throw new Error('mariadb-dump failed');
    },
    stop: () => end(child),
  };
}
