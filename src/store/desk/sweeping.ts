import type { Db } from '../../database/pool';

/** Few enough rows to be deleted in a moment. */
const BATCH_SIZE = 5_000;

/**
 * Deletes a batch of the rows that meet a condition, so that no transaction takes long, however many rows there are.
 *
 * @param where constant SQL.
 * @returns how many; 0 once none is left.
 */
export async function deleteSome(db: Db, table: string, where: string, values: unknown[]): Promise<number> {
  const [row] = await db.query<{ deleted: number }>(
    `with gone as (
       delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit ${BATCH_SIZE}))
       returning 1)
     select count(*) as deleted from gone`,
    values,
  );
  return row?.deleted ?? 0;
}
