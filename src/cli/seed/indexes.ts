import type { SingleConnection } from '../../database/single-connection';
import { keepLoadState } from '../../store/seed/load';
import { allowIndexMemory, LOADED_TABLES, makeIndex, vacuumTable } from '../../store/seed/load-indexes';
import { settleTallies } from '../../store/tickets/tallies';
import type { Plan } from './plan';

/** The state of a load, kept in the database so that an interrupted load continues with the same plan. */
export interface Started {
  plan: Plan;
  /** The statements that recreate the indexes dropped to speed up the load. */
  indexes: string[];
  finished: boolean;
}

/**
 * Recreates the indexes, each in a transaction that also removes it from the list of missing ones. Then updates the
 * planner's statistics.
 */
export async function finish(db: SingleConnection, started: Started, progress: (what: string) => void): Promise<void> {
  let { indexes } = started;
  for (let next = indexes[0]; next !== undefined; next = indexes[0]) {
    progress(`index ${started.indexes.length - indexes.length + 1} of ${started.indexes.length}`);
    indexes = indexes.slice(1);
    const [statement, left] = [next, indexes];
    await db.transaction(async () => {
      await allowIndexMemory(db);
      await makeIndex(db, statement);
      await keepLoadState(db, { ...started, indexes: left });
    });
  }
  await db.transaction(() => settleTallies(db));
  for (const table of LOADED_TABLES) {
    progress(`vacuuming ${table}`);
    await vacuumTable(db, table);
  }
  await keepLoadState(db, { ...started, indexes, finished: true });
}
