import type { Connection } from '../../database/pool';
import type { SingleConnection } from '../../database/single-connection';
import { forgetIndex, keepLoadState } from '../../store/seed/load';
import { allowIndexMemory, forgetMarks, LOADED_TABLES, makeIndex, vacuumTable } from '../../store/seed/load-indexes';
import { settleTallies } from '../../store/tickets/tallies';
import { inLines } from './lines';
import type { Plan } from './plan';

/** The state of a load, kept in the database so that an interrupted load continues with the same plan. */
export interface Started {
  plan: Plan;
  /** How many tickets are added together. It stays the same, so that what is missing can be found. */
  batch: number;
  /** The statements that recreate the indexes dropped to speed up the load. */
  indexes: string[];
  finished: boolean;
}

/** An index, or a table to vacuum, for each of two processors. */
const LINES = 2;

/**
 * Recreates the indexes, each in a transaction that also removes it from the list of missing ones. Then updates the
 * planner's statistics.
 */
export async function finish(
  connection: Connection,
  db: SingleConnection,
  { plan, batch, indexes }: Started,
  progress: (what: string) => void,
): Promise<void> {
  let begun = 0;
  await inLines(connection, indexes, LINES, async (line, statement) => {
    progress(`index ${++begun} of ${indexes.length}`);
    await line.transaction(async () => {
      await allowIndexMemory(line);
      await makeIndex(line, statement);
      await forgetIndex(line, statement);
    });
  });
  await db.transaction(async () => {
    await forgetMarks(db, plan.tickets);
    await settleTallies(db);
  });
  await inLines(connection, LOADED_TABLES, LINES, async (line, table) => {
    progress(`vacuuming ${table}`);
    await vacuumTable(line, table);
  });
  await keepLoadState(db, { plan, batch, indexes: [], finished: true });
}
