import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { killProcesses, postgresIn } from './left-processes';
import { RUN } from './run-state';
import * as runs from './runs';

const runFolder = (): string => process.env[RUN] ?? '';

/**
 * Makes a folder below the run's folder. It is removed with the run, however that ends, so no test has to remove it.
 *
 * @param mode by default lets every account in, because the account that runs Postgres for root must get through.
 */
export function temporaryFolder(mode = 0o755): string {
  const folder = mkdtempSync(`${runFolder()}/`);
  chmodSync(folder, mode);
  return folder;
}

/** Removes a folder before the run ends, and ends the Postgres in it, because a database takes 40 MB. */
export function removeFolder(folder: string): void {
  killProcesses(postgresIn([folder]));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** Removes a folder outside the run's, made by the program under test, together with the run. */
export const removeWithRun = (folder: string): void => runs.removeWithRun(runFolder(), folder);
