import type { Db } from '../../src/database/pool';
import type { World } from './world';

/** Makes a call while another holds what is searched, so that whoever looks for words waits until the call's time is up. */
export const withoutWords = <T>(world: World, call: () => Promise<T>): Promise<T> =>
  world.desk.database.transaction('write', async (db) => {
    await db.query('lock table ticket_words in access exclusive mode');
    return call();
  });

/** Waits until a call waits for what the transaction of a test holds, or is over without. */
export async function untilAwaited(db: Db, call: Promise<unknown>): Promise<void> {
  let isOver = false;
  call.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const waiting = await db.query(`select 1 from pg_locks where locktype = 'transactionid' and not granted`);
    if (waiting.length > 0) return;
  }
}
