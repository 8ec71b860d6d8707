import type { Db } from '../../database/pool';
import type { Named } from './named';

/** A department, which is not deleted until the transaction ends. */
export async function holdDepartment(db: Db, id: number): Promise<Named | undefined> {
  const [row] = await db.query<Named>('select id, name from departments where id = $1 for key share', [id]);
  return row;
}

export interface Department extends Named {
  preventClientClosure: boolean;
}

/** @param which whether one that clients do not see will do. */
export async function findDepartment(
  db: Db,
  id: number,
  which: 'hidden too' | 'visible' = 'hidden too',
): Promise<Department | undefined> {
  const [row] = await db.query<Department>(
    `select id, name, prevent_client_closure as "preventClientClosure" from departments
     where id = $1 and (not hidden or $2)`,
    [id, which === 'hidden too'],
  );
  return row;
}

/** The ids of all departments in their order. */
export async function listDepartmentIds(db: Db): Promise<number[]> {
  const rows = await db.query<{ id: number }>('select id from departments order by sort_order, id');
  return rows.map(({ id }) => id);
}

/**
 * The department of tickets that name none: the configured one, or else the first in order.
 *
 * @param departmentIds the only departments that the caller works in; null for all.
 */
export async function findDefaultDepartment(
  db: Db,
  configuredId: number | undefined,
  departmentIds: number[] | null = null,
): Promise<Department | undefined> {
  const [row] = await db.lookUp<Department>(
    `select id, name, prevent_client_closure as "preventClientClosure" from departments
     where $2::int[] is null or id = any($2::int[])
     order by id is distinct from $1::int, sort_order, id limit 1`,
    [configuredId ?? null, departmentIds],
  );
  return row;
}
