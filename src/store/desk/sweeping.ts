import type { Db } from '../../database/pool';

/** As many rows as are deleted in a moment. */
export const AT_MOST = 5_000;

/**
 * Deletes some of the rows that meet a condition, so that however many there are, no transaction is long.
 *
 * @param where constant SQL.
 * @returns how many: none when there is none left.
 */
export async function deleteSome(db: Db, table: string, where: string, values: unknown[]): Promise<number> {
  const [row] = await db.query<{ deleted: number }>(
    `with gone as (
       delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit ${AT_MOST}))
       returning 1)
     select count(*) as deleted from gone`,
    values,
  );
  return row?.deleted ?? 0;
}
