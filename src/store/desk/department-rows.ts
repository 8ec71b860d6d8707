import type { Db } from '../../database/pool';

/** The ids of all departments, none of which is deleted until the end of the transaction. */
export async function holdDepartmentIds(db: Db): Promise<number[]> {
  const rows = await db.query<{ id: number }>('select id from departments order by id for key share');
  return rows.map(({ id }) => id);
}
