import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ownAccount, unprivilegedAccount } from '../../src/postgres/account';
import { giveTo } from '../../src/postgres/location';
import { eventually } from './eventually';
import { kill } from './left-processes';
import { temporaryFolder } from './temporary-folder';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const NEEDED = ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'psql'];
const isInstalled = NEEDED.every((name) => existsSync(join(PROGRAMS, name)));

/** Like `describe`, for tests that need a system's PostgreSQL 15. Where it is missing, their name says that they are skipped. */
export function describeWithPostgresFifteen(name: string, tests: () => void): void {
  const run = isInstalled ? describe : describe.skip;
  run(isInstalled ? name : `${name} (skipped: PostgreSQL 15 is not installed)`, tests);
}

export interface PostgresFifteen {
  /** A URL of a new, empty database. */
  createDatabase(name: string): Promise<string>;
  stop(): void;
}

const PASSWORD = 'a:b@c%d';

/** Starts a server with a password on a Unix socket of its own. */
export async function startPostgresFifteen(): Promise<PostgresFifteen> {
  const folder = temporaryFolder();
  const account = ownAccount().uid === 0 ? unprivilegedAccount(readFileSync('/etc/passwd', 'utf8')) : ownAccount();
  const [data, password] = [join(folder, 'data'), join(folder, 'password')];
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(password, PASSWORD);
  for (const file of [folder, data, password]) giveTo(file, account);
  const options = ['-D', data, '-U', 'desk', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const made = spawnSync(join(PROGRAMS, 'initdb'), [...options, `--pwfile=${password}`], {
    ...account,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(made.stderr);
  const settings = ['-c', 'fsync=off', '-c', 'listen_addresses=', '-k', folder];
  const child = spawn(join(PROGRAMS, 'postgres'), ['-D', data, ...settings], { ...account, stdio: 'ignore' });
  const url = (name: string): string =>
    `postgres://desk:${encodeURIComponent(PASSWORD)}@localhost/${name}?host=${encodeURIComponent(folder)}`;
  const ask = async (statement: string): Promise<true> => {
    const client = new Client({ host: folder, user: 'desk', password: PASSWORD, database: 'postgres' });
    await client.connect();
    await client.query(statement).finally(() => client.end());
    return true;
  };
  await eventually(() => ask('select 1').catch(() => false));
  return {
    async createDatabase(name) {
      await ask(`create database ${name}`);
      return url(name);
    },
    stop: () => kill(child.pid, 'SIGQUIT'),
  };
}
