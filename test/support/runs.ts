import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownAccount } from '../../src/postgres/account';
import { claim } from '../../src/postgres/ownership';
import { carrying, killProcesses, postgresIn } from './left-processes';
import { RUN } from './run-state';

const PREFIX = 'hatchdesk-run-';

/** In a run's folder: the claim that names its process, and the list of what it has made elsewhere. */
const OWNER = 'owner';
const ELSEWHERE = 'elsewhere';

/** Jest ends on these without calling the teardown. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Run {
  /** Everything that the tests make on disk is in it. */
  folder: string;
  /** Ends what the run has started and removes what it has made. So does the end of this process, unless by SIGKILL. */
  end: () => void;
}

/** Makes the folder of a run, which every account may get into. */
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
    // Not before: Ctrl-C comes twice, from the terminal and from npm, and the second would kill this process meanwhile.
    for (const signal of SIGNALS) process.off(signal, interrupted);
    process.off('exit', end);
  };
  process.on('exit', end);
  for (const signal of SIGNALS) process.on(signal, interrupted);
  return { folder, end };
}

/** Has a folder go with a run that the program under test makes elsewhere. */
export function removeWithRun(run: string, folder: string): void {
  appendFileSync(join(run, ELSEWHERE), `${folder}\n`);
}

/**
 * Removes what those runs have left whose process was killed. It leaves every folder alone that is not this account's, or
 * that does not hold the claim of a process that is gone.
 *
 * @param where the folder that holds those of the runs.
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
  // The claim goes last: without it, nobody would complete a removal that is cut short.
  const inside = readdirSync(folder).filter((name) => name !== OWNER);
  for (const path of [...elsewhere, ...inside.map((name) => join(folder, name)), folder]) {
    rmSync(path, { recursive: true, force: true, maxRetries: 10 });
  }
}
