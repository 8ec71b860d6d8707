import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { killProcesses, postgresIn } from './left-processes';
import { RUN } from './run-state';
import * as runs from './runs';

const runFolder = (): string => process.env[RUN] ?? '';

/**
 * Makes a folder below the run's own, with which it goes, however the run ends: no test has to remove it.
 *
 * @param mode lets every account in unless told otherwise, because the one that runs Postgres for root has to get through.
 */
export function temporaryFolder(mode = 0o755): string {
  const folder = mkdtempSync(`${runFolder()}/`);
  chmodSync(folder, mode);
  return folder;
}

/** Removes a folder before the run ends, and ends the Postgres in it: a database takes 40 MB. */
export function removeFolder(folder: string): void {
  killProcesses(postgresIn([folder]));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** Has a folder go with the run that the program under test makes elsewhere. */
export const removeWithRun = (folder: string): void => runs.removeWithRun(runFolder(), folder);
