import type { Db } from '../database/pool';

export interface Status {
  id: number;
  title: string;
  isClosed: boolean;
}

export interface Named {
  id: number;
  name: string;
}

/** All statuses in their order. */
export const listStatuses = (db: Db): Promise<Status[]> =>
  db.query('select id, title, is_closed as "isClosed" from statuses order by sort_order, id');

/** All priorities in their order. */
export const listPriorities = (db: Db): Promise<Named[]> =>
  db.query('select id, name from priorities order by sort_order, id');

export interface Department extends Named {
  preventClientClosure: boolean;
}

export async function findDepartment(db: Db, id: number): Promise<Department | undefined> {
  const [row] = await db.query<Department>(
    'select id, name, prevent_client_closure as "preventClientClosure" from departments where id = $1',
    [id],
  );
  return row;
}

/** The member of a list that is called so, in any letter case. */
export const called = <T>(rows: T[], name: string, of: (row: T) => string): T | undefined =>
  rows.find((row) => of(row).toLowerCase() === name.trim().toLowerCase());
