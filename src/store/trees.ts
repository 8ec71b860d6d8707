import type { Db } from '../database/pool';
import { lockUntilCommit } from './locks';

/** Tables whose rows may lie in others of the same table. */
export type TreeTable = 'categories' | 'predefined_reply_categories';

/** From here to the end of the transaction nobody else changes which row of a table lies in which. */
export const holdTree = (db: Db, table: TreeTable): Promise<void> => lockUntilCommit(db, `tree of ${table}`);

/** Whether a row is another one or lies in it, at whatever depth. The tree is to be held. */
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
