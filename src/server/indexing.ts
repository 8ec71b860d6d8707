import type { Database } from '../database/pool';
import { BATCH, indexMarked } from '../store/search/search-index';
import { markOutdated } from '../store/search/search-rebuild';
import { yieldWhile } from './busy';

/** Searches read what is not indexed yet, so no longer than a flood of tickets makes them slow: 7,000 take 0.4 s. */
const LONGEST_YIELD_MS = 3_000;

/**
 * Makes the periodic work that indexes marked tickets for searches, a batch at a time. Where another process does so, it
 * ends at once.
 *
 * It is a third of what a ticket costs PostgreSQL, so it waits a while for calls to end, in larger batches for it.
 *
 * A batch of long texts can take longer than a statement may: 250 of the worst take 47 s. So a batch that failed is tried
 * again with a quarter of its tickets, and each that succeeds lets the next be twice as large.
 *
 * While no callers wait, it goes on with the tickets that an update of Hatchdesk wants indexed again.
 */
export function createIndexing(
  database: Pick<Database, 'transaction'>,
  isBusy: () => boolean = () => false,
): (isWanted: () => boolean) => Promise<void> {
  let most = BATCH;
  let isRebuilt = false;
  return async (isWanted) => {
    await yieldWhile(() => isWanted() && isBusy(), LONGEST_YIELD_MS);
    while (isWanted()) {
      const tried = most;
      most = Math.ceil(tried / 4);
      const isFull = await database.transaction('write', (db) => indexMarked(db, tried));
      let isMore = isFull;
      if (!isFull && !isRebuilt && !isBusy()) {
        const looked = await database.transaction('write', (db) => markOutdated(db, tried));
        isRebuilt = looked === 0;
        isMore = looked !== undefined && looked > 0;
      }
      most = Math.min(BATCH, tried * 2);
      if (!isMore) return;
    }
  };
}
