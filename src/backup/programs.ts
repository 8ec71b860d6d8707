import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { searchPath } from '../postgres/processes';
import { BackupRefused } from './refused';

/** PostgreSQL's own programs for backups, all from one installation. */
export interface Programs {
  folder: string;
  major: number;
}

/** Where packages put the programs of several versions side by side, outside the search path. */
const SIDE_BY_SIDE = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt', '/usr'];

const NEEDED = ['pg_dump', 'pg_restore', 'psql'];

/**
 * Finds the newest pg_dump, pg_restore and psql.
 *
 * @param server the major version of the server, which must not be newer
 * @throws BackupRefused that says what to install
 */
export function findPrograms(server: number): Programs {
  const found = folders()
    .filter((folder) => NEEDED.every((name) => fs.existsSync(path.join(folder, name))))
    .map((folder) => ({ folder, major: majorOf(folder) }))
    .sort((a, b) => b.major - a.major);
  const newest = found[0];
  const install = `install the PostgreSQL ${server} client programs (postgresql-client-${server} on Debian and Ubuntu)`;
  if (newest === undefined) throw new BackupRefused(`There is no pg_dump, pg_restore and psql here: ${install}`);
  if (newest.major < server) {
    throw new BackupRefused(
      `The server is PostgreSQL ${server}, and the newest pg_dump here is ${newest.major}: ${install}`,
    );
  }
  return newest;
}

function folders(): string[] {
  const aside = SIDE_BY_SIDE.flatMap((parent) => {
    const names = fs.existsSync(parent) ? fs.readdirSync(parent) : [];
    return names
      .filter((name) => /^(\d+|pgsql-\d+|postgresql@\d+|libpq)$/.test(name))
      .map((name) => path.join(parent, name, 'bin'));
  });
  return [...searchPath().split(path.delimiter).filter(Boolean), ...aside];
}

function majorOf(folder: string): number {
  const { stdout } = spawnSync(path.join(folder, 'pg_dump'), ['--version'], { encoding: 'utf8' });
  return Number(/\) (\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

/** A database as PostgreSQL's programs take it: the password is in the environment, where other users cannot see it. */
export interface Target {
  url: string;
  password: string | undefined;
}

/** Takes the password out of a URL, and what only our own driver understands. */
export function targetOf(databaseUrl: string): Target {
  const found = /^(\w+:\/\/[^:@/?]*):([^@/?]*)@/.exec(databaseUrl);
  const bare = found ? databaseUrl.replace(`:${found[2]}@`, '@') : databaseUrl;
  return {
    url: bare.replace('sslmode=no-verify', 'sslmode=require').replace(/([?&])uselibpqcompat=[^&]*&?/, '$1'),
    password: found?.[2] === undefined ? undefined : decodeURIComponent(found[2]),
  };
}

/** A running program. `ended` rejects with its own words if it fails. */
interface Running {
  child: ChildProcess;
  ended: Promise<void>;
}

/** Starts one of the programs. It is killed when the signal aborts. */
export function run(
  { folder }: Programs,
  name: string,
  parameters: string[],
  stdio: ('pipe' | 'ignore')[],
  signal: AbortSignal,
  password?: string,
): Running {
  const child = spawn(path.join(folder, name), parameters, {
    stdio: [...stdio, 'pipe'],
    signal,
    env: {
      ...{ PATH: searchPath(), LC_ALL: 'C', PGTARGETSESSIONATTRS: 'read-write', PGAPPNAME: 'hatchdesk backup' },
      ...(password === undefined ? {} : { PGPASSWORD: password }),
    },
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2000);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, by) => {
      if (code === 0) resolve();
      else reject(new BackupRefused(`${name} failed (${by ?? `exit code ${code}`}): ${words.trim()}`));
    });
  });
  ended.catch(() => {});
  return { child, ended };
}
