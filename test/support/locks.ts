import type { Config } from '../../src/config';
import type { Db } from '../../src/database/pool';
import type { World } from './world';

/**
 * The settings of a desk whose searches give up soon. The rest of a call gives up a fifth of this later, which has to be
 * enough for a busy machine to tell one from the other.
 */
export function hurried(config: Config): void {
  config.database.statementTimeoutMs = 4000;
}

/**
 * Makes a call while another holds what is searched, so that whoever looks for words waits until the call's time is up.
 *
 * @param world one that is {@link hurried}.
 */
export const withoutWords = <T>(world: World, call: () => Promise<T>): Promise<T> =>
  world.desk.database.transaction('write', async (db) => {
    await db.query('lock table ticket_words in access exclusive mode');
    return call();
  });

/** Who waits for a transaction belongs to no database. What else it has locked tells one of this test from another's. */
const WAITING = `select 1 from pg_locks w where w.locktype = 'transactionid' and not w.granted and exists (
  select 1 from pg_locks l join pg_database d on d.oid = l.database
  where l.pid = w.pid and d.datname = current_database())`;

/** Waits until a call waits for what the transaction of a test holds, or is over without. */
export async function untilAwaited(db: Db, call: Promise<unknown>): Promise<void> {
  let isOver = false;
  call.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    if ((await db.query(WAITING)).length > 0) return;
  }
}
