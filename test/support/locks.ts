import type { Config } from '../../src/config';
import type { Db } from '../../src/database/pool';
import type { World } from './world';

/**
 * Makes a desk's searches time out soon, after four fifths of the statement timeout. The remaining fifth must be long
 * enough for a busy machine to tell a search that timed out from other statements.
 */
export function hurried(config: Config): void {
  config.database.statementTimeoutMs = 10_000;
}

/**
 * Makes a call while the table for searching is locked, so that searches for words time out.
 *
 * @param world must be {@link hurried}.
 */
export const withoutWords = <T>(world: World, call: () => Promise<T>): Promise<T> =>
  world.desk.database.transaction('write', async (db) => {
    await db.query('lock table ticket_words in access exclusive mode');
    return call();
  });

/** A lock on a transaction names no database. The other locks of the waiting process tell whether it is in this one. */
const WAITING = `select 1 from pg_locks w where w.locktype = 'transactionid' and not w.granted and exists (
  select 1 from pg_locks l join pg_database d on d.oid = l.database
  where l.pid = w.pid and d.datname = current_database())`;

/** Waits until a call waits for another transaction, or has ended without waiting. */
export async function untilAwaited(db: Db, call: Promise<unknown>): Promise<void> {
  let isOver = false;
  call.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    if ((await db.query(WAITING)).length > 0) return;
  }
}
