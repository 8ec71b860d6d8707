import type { Db } from '../database/pool';
import { lockUntilCommit } from './locks';

/** Tables whose rows can have a parent in the same table. */
type TreeTable = 'categories' | 'predefined_reply_categories';

/** Keeps other transactions from changing a table's parents until this one ends. */
export const holdTree = (db: Db, table: TreeTable): Promise<void> => lockUntilCommit(db, `tree of ${table}`);

/** Whether a row is another one or lies below it, at any depth. Call {@link holdTree} first. */
export async function isWithin(db: Db, table: TreeTable, id: number, otherId: number): Promise<boolean> {
  const rows = await db.query(
    `with recursive above as (
       select id, parent_id from ${table} where id = $1
       union
       select c.id, c.parent_id from ${table} c join above on c.id = above.parent_id)
     select 1 from above where id = $2`,
    [id, otherId],
  );
  return rows.length > 0;
}
