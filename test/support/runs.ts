import {
  accessSync,
  appendFileSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownAccount } from '../../src/postgres/account';
import { claim } from '../../src/postgres/ownership';
import { carrying, killProcesses, postgresIn } from './left-processes';
import { RUN } from './run-state';

const PREFIX = 'hatchdesk-run-';

/** Files in a run's folder: the claim that names its process, and the list of folders that it made elsewhere. */
const OWNER = 'owner';
const ELSEWHERE = 'elsewhere';

/** Signals that end Jest without its calling the teardown. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Run {
  /** Contains everything that the tests write to disk. */
  folder: string;
  /**
   * Ends the processes and removes the files of the run. The end of this process does the same, except after SIGKILL.
   */
  end: () => void;
}

/** Makes the folder of a run. Every account can enter it. */
export function beginRun(): Run {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), PREFIX));
  chmodSync(folder, 0o755);
  claim(join(folder, OWNER));
  const interrupted = (signal: NodeJS.Signals): void => {
    end();
    process.kill(process.pid, signal);
  };
  const end = (): void => {
    removeRun(folder);
    // Handles signals until now: Ctrl-C arrives twice, from the terminal and from npm, and the second would kill this
    // process during the removal.
    for (const signal of SIGNALS) process.off(signal, interrupted);
    process.off('exit', end);
  };
  process.on('exit', end);
  for (const signal of SIGNALS) process.on(signal, interrupted);
  return { folder, end };
}

const MEMORY = '/dev/shm';
/** The type of a file system in memory, as statfs names it. */
const TMPFS = 0x01021994;
/** The server of a run takes a quarter of it. */
const ENOUGH = 2 ** 30;

/**
 * Makes a folder in memory that is removed with a run. Databases are made there ten times as fast: each has 1,300 files,
 * and ext4 searches long for a place for each while many have just been removed.
 *
 * @param run the run's folder.
 * @returns undefined if this machine has no such place, or too little room in it.
 */
export function makeFolderInMemory(run: string): string | undefined {
  if (!hasRoomInMemory()) return undefined;
  const folder = mkdtempSync(join(MEMORY, PREFIX));
  chmodSync(folder, 0o755);
  removeWithRun(run, folder);
  return folder;
}

function hasRoomInMemory(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { type, bavail, bsize } = statfsSync(MEMORY);
    return type === TMPFS && Math.min(bavail * bsize, freemem()) >= ENOUGH;
  } catch {
    return false;
  }
}

/** Lists a folder outside the run's, made by the program under test, to be removed with the run. */
export function removeWithRun(run: string, folder: string): void {
  appendFileSync(join(run, ELSEWHERE), `${folder}\n`);
}

/**
 * Cleans up after runs whose process was killed. Only touches folders that belong to this account and contain the claim
 * of a process that is gone.
 *
 * @param where the folder with the runs' folders.
 */
export function removeDeadRuns(where = realpathSync(tmpdir())): void {
  for (const name of readdirSync(where)) {
    const folder = join(where, name);
    if (!name.startsWith(PREFIX) || !isClaimed(folder)) continue;
    if ('release' in claim(join(folder, OWNER))) removeRun(folder);
  }
}

function isClaimed(folder: string): boolean {
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  const owner = join(folder, OWNER);
  return (
    facts?.isDirectory() === true &&
    facts.uid === ownAccount().uid &&
    existsSync(owner) &&
    readdirSync(owner).length > 0
  );
}

function removeRun(folder: string): void {
  const list = join(folder, ELSEWHERE);
  const elsewhere = existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter(Boolean) : [];
  killProcesses(carrying(RUN, folder), postgresIn([folder, ...elsewhere]));
  // The claim is removed last: without it, no later run would complete an interrupted removal.
  const inside = readdirSync(folder).filter((name) => name !== OWNER);
  for (const path of [...elsewhere, ...inside.map((name) => join(folder, name)), folder]) {
    rmSync(path, { recursive: true, force: true, maxRetries: 10 });
  }
}
