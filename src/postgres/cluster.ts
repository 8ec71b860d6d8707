import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { giveTo, type Location } from './location';

/**
 * The superuser of a new cluster. We connect as superuser because migrations may need extensions; that is safe, because
 * no other account can reach the socket.
 */
export const DATABASE_USER = 'hatchdesk';

/** The database that initdb creates by itself. Creating our own would be a second step, which a kill could prevent. */
export const DATABASE_NAME = 'postgres';

/**
 * The server's whole environment. PGPORT, PGDATA, LC_ALL or TZ inherited from our caller would change its behaviour.
 */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

/**
 * Creates the database cluster with initdb unless it exists. Only the owner of the home may call this.
 *
 * The encoding is UTF-8 and the locale the built-in C.UTF-8, so that clusters are the same whatever locales a system
 * has. Only what cuts texts into words asks the system for its own C.UTF-8, without which “word” is another word than
 * word, and the index of subjects has no letters beyond ASCII. A desk on a system without it has to live with that.
 *
 * initdb works under a temporary name; the rename comes when everything is on disk, so a half-made cluster is never
 * used.
 *
 * @param ending ends initdb when it aborts
 * @throws Error `initdb failed: <its output>`
 */
export async function ensureCluster(
  programs: string,
  location: Location,
  log: (message: string) => void,
  ending: AbortSignal,
): Promise<void> {
  const { home, dataDirectory, account } = location;
  await removeUnfinished(home);
  if (fs.existsSync(path.join(dataDirectory, 'PG_VERSION'))) return;
  const begun = performance.now();
  ending.throwIfAborted();
  // Use a fresh name: the initdb of a killed process may still be writing to its own directory.
  const unfinished = fs.mkdtempSync(path.join(home, 'pg18.init.'));
  giveTo(unfinished, account);
  const encoding = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const create = (...more: string[]) =>
    run(
      path.join(programs, 'initdb'),
      ['-D', unfinished, '-U', DATABASE_USER, '--auth=trust', '--no-instructions', ...encoding, ...more],
      location,
      ending,
    );
  try {
    await create('--lc-ctype=C.UTF-8').catch((error: Error) => {
      if (!error.message.includes('invalid locale name')) throw error;
      return create();
    });
    ending.throwIfAborted();
  } catch (error) {
    if (ending.aborted) await removeUnfinished(home);
    throw error;
  }
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

function run(program: string, parameters: string[], { home, account }: Location, ending: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...account,
      cwd: home,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // It then removes what it has made.
    const interrupt = (): void => {
      child.kill('SIGINT');
    };
    ending.addEventListener('abort', interrupt);
    let report = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      report = (report + text).slice(-4096);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      ending.removeEventListener('abort', interrupt);
      if (code === 0) resolve();
      else reject(new Error(`initdb failed: ${report.trim() || signal}`));
    });
  });
}

/**
 * Makes a rename durable. It is only in memory until its directory is flushed, and a power cut would lose the database.
 */
function syncDirectory(directory: string): void {
  const handle = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
