import type { Db } from '../../database/pool';
import type { Named } from './named';

/** Lists all priorities in their order. */
export const listPriorities = (db: Db): Promise<Named[]> =>
  db.query('select id, name from priorities order by sort_order, id');

/**
 * Finds a priority by name, in any letter case, and keeps it from being renamed or deleted until the transaction ends.
 * A setting refers to it only by this name.
 */
export async function holdPriority(db: Db, name: string): Promise<Named | undefined> {
  const [row] = await db.query<Named>(
    'select id, name from priorities where lower(name) = lower(trim($1)) order by id limit 1 for share',
    [name],
  );
  return row;
}

/** Whether any ticket has a priority, including deleted and merged ones. */
export async function isPriorityUsed(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from tickets where priority_id = $1 limit 1', [id])).length > 0;
}
