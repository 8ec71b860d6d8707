import { divideAmong } from '../database/lines';
import {
  countStagedTickets,
  dropIndexes,
  forgetDropped,
  forgetMarked,
  hasTickets,
  indexTickets,
  listDropped,
  listMarked,
} from '../store/moving/bulk';
import { allowIndexMemory, LOADED_TABLES, makeIndex, vacuumTable } from '../store/seed/load-indexes';
import { settleTallies } from '../store/tickets/tallies';
import { type Carrying, inTransaction } from './batches';

/** From this number of tickets on, an empty desk is filled without indexes, which are created at the end. */
const MANY = 20_000;

/** The number of tickets to index for searches per transaction. */
const LOT = 1000;

/** Whether a run carries so many tickets that they are indexed here, and not by the servers in their time. */
export async function isBulk({ place, connections: [db] }: Carrying, many = MANY): Promise<boolean> {
  return (await countStagedTickets(db, place)) >= many;
}

/** Drops the indexes of a desk without tickets. An interrupted run remembers what it dropped. */
export async function beginBulk({ place, connections: [db] }: Carrying): Promise<void> {
  if (await hasTickets(db)) return;
  await db.transaction(() => dropIndexes(db, place));
}

/** Creates the indexes that a run has dropped, each in a transaction that also takes it off the list. */
export async function restoreIndexes({ place, connections, progress, signal }: Carrying): Promise<boolean> {
  const statements = await listDropped(connections[0], place);
  let begun = 0;
  await divideAmong(connections, statements, async (db, statement) => {
    signal.throwIfAborted();
    progress('indexes', begun++, statements.length);
    await db.transaction(async () => {
      await allowIndexMemory(db);
      await makeIndex(db, statement);
      await forgetDropped(db, place, statement);
    });
  });
  return statements.length > 0;
}

/** Does at once what servers would do for new tickets in their time. */
export async function settleBulk(carrying: Carrying): Promise<void> {
  const { place, connections, progress, signal } = carrying;
  const [db] = connections;
  const lots = await listMarked(db, place, LOT);
  const total = lots.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  await divideAmong(connections, lots, async (line, lot) => {
    signal.throwIfAborted();
    await inTransaction(line, place, () => indexTickets(line, place, lot));
    done += lot.count;
    progress('search index', done, total);
  });
  await inTransaction(db, place, async () => {
    await forgetMarked(db, place);
    await settleTallies(db);
  });
}

/** Gives the planner its statistics of what was carried. */
export async function analyze({ connections, progress, signal }: Carrying): Promise<void> {
  let begun = 0;
  await divideAmong(connections, LOADED_TABLES, async (db, table) => {
    signal.throwIfAborted();
    progress('statistics', begun++, LOADED_TABLES.length);
    await vacuumTable(db, table);
  });
}
