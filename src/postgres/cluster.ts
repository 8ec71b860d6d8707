import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { giveTo, type Location } from './location';

/** The superuser of a new cluster. Nobody else can reach the socket, and migrations may need extensions. */
export const DATABASE_USER = 'hatchdesk';

/** What initdb makes by itself: a database of our own would need a second step that a kill could come before. */
export const DATABASE_NAME = 'postgres';

/** Nothing of the caller's environment: PGPORT, PGDATA, LC_ALL or TZ would otherwise change the server. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the database cluster with initdb (UTF-8, the built-in C.UTF-8 locale: the same everywhere, whatever locales the
 * system has) unless there is one. It is made under another name and renamed when complete and on disk, so a half-made
 * one never passes for a database. Only the owner of the home may call it.
 * Throws `initdb failed: <what it said>`.
 */
export async function ensureCluster(
  programs: string,
  location: Location,
  log: (message: string) => void,
): Promise<void> {
  const { home, dataDirectory, account } = location;
  await removeUnfinished(home);
  if (fs.existsSync(path.join(dataDirectory, 'PG_VERSION'))) return;
  const begun = performance.now();
  // A name of its own: the initdb of a process that was killed may still be writing to its directory.
  const unfinished = fs.mkdtempSync(path.join(home, 'pg18.init.'));
  giveTo(unfinished, account);
  const encoding = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await run(
    path.join(programs, 'initdb'),
    ['-D', unfinished, '-U', DATABASE_USER, '--auth=trust', '--no-instructions', ...encoding],
    location,
  );
  fs.renameSync(unfinished, dataDirectory);
  syncDirectory(home);
  log(`created a database in ${dataDirectory} (${Math.round(performance.now() - begun)} ms)`);
}

async function removeUnfinished(home: string): Promise<void> {
  for (const name of fs.readdirSync(home)) {
    if (!name.startsWith('pg18.init')) continue;
    await fs.promises.rm(path.join(home, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

function run(program: string, parameters: string[], { home, account }: Location): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...account,
      cwd: home,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let report = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      report = (report + text).slice(-4096);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb failed: ${report.trim() || signal}`));
    });
  });
}

/** A rename is only in memory until its directory is on disk, and the first ticket must not outlive its database. */
function syncDirectory(directory: string): void {
  const handle = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
