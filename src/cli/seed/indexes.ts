import type { SingleConnection } from '../../database/single-connection';
import { keepLoadState } from '../../store/seed/load';
import { allowIndexMemory, LOADED_TABLES, makeIndex, vacuumTable } from '../../store/seed/load-indexes';
import { settleTallies } from '../../store/tickets/tallies';
import type { Plan } from './plan';

/** How a load began, kept in the database so that another goes on in the same way. */
export interface Started {
  plan: Plan;
  /** Statements that make the indexes again that were dropped to be quicker. */
  indexes: string[];
  finished: boolean;
}

/** Makes the indexes again, each in a transaction that also crosses it off the list, and lets the planner see what there is. */
export async function finish(db: SingleConnection, started: Started, progress: (what: string) => void): Promise<void> {
  await allowIndexMemory(db);
  let { indexes } = started;
  for (let next = indexes[0]; next !== undefined; next = indexes[0]) {
    progress(`index ${started.indexes.length - indexes.length + 1} of ${started.indexes.length}`);
    indexes = indexes.slice(1);
    const [statement, left] = [next, indexes];
    await db.transaction(async () => {
      await makeIndex(db, statement);
      await keepLoadState(db, { ...started, indexes: left });
    });
  }
  await db.transaction(() => settleTallies(db));
  for (const table of LOADED_TABLES) {
    progress(`looking at ${table}`);
    await vacuumTable(db, table);
  }
  await keepLoadState(db, { ...started, indexes, finished: true });
}
