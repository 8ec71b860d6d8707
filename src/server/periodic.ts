import type { Database, Db } from '../database/pool';
import { tryLockUntilCommit } from '../store/locks';

/** Work that the desk needs again and again. */
export interface PeriodicWork {
  everyMs: number;
  /** @param isWanted says whether the server still runs: ask it before each transaction of work that has several */
  run(isWanted: () => boolean): Promise<unknown>;
  onFailure(error: unknown): unknown;
}

/**
 * Runs each work at its interval, and never twice at the same time in this process. Other processes have the same
 * intervals, so what the work does in the database must be inside of {@link inOneProcess}.
 *
 * @returns a function that begins nothing more
 */
export function startPeriodic(works: readonly PeriodicWork[]): () => void {
  let isOpen = true;
  const timers = works.map(({ everyMs, run, onFailure }) => {
    let isRunning = false;
    return setInterval(async () => {
      if (isRunning) return;
      isRunning = true;
      await run(() => isOpen).catch(onFailure);
      isRunning = false;
    }, everyMs).unref();
  });
  return () => {
    isOpen = false;
    for (const timer of timers) clearInterval(timer);
  };
}

/**
 * Does work in a transaction, unless another process does work of this name right now. The lock ends with the
 * transaction, so that neither a killed process nor a pooler can keep it.
 *
 * @returns undefined if another process does it
 * @throws as `transaction` does
 */
export const inOneProcess = <T>(
  database: Pick<Database, 'transaction'>,
  name: string,
  work: (db: Db) => Promise<T>,
): Promise<T | undefined> =>
  database.transaction('write', async (db) =>
    (await tryLockUntilCommit(db, `periodic work: ${name}`)) ? work(db) : undefined,
  );
