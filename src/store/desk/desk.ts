import type { Db } from '../../database/pool';

export interface Status {
  id: number;
  title: string;
  /** What other APIs than WHMCS's call it. */
  slug: string;
  isAwaiting: boolean;
  isClosed: boolean;
  names: Names;
}

/** Names by language; the name itself is the English one unless `en` says another. */
export type Names = Record<string, string>;

export interface Named {
  id: number;
  name: string;
}

/** All statuses in their order. */
export const listStatuses = (db: Db): Promise<Status[]> =>
  db.query(
    `select id, title, coalesce(slug, id::text) as slug, is_awaiting_reply as "isAwaiting", is_closed as "isClosed",
       names
     from statuses order by sort_order, id`,
  );

/** SQL for the status of new tickets: Open, or the first where an operator renamed it. */
export const FIRST_STATUS = `from statuses order by lower(title) = 'open' desc, sort_order, id limit 1`;

/** The status of new tickets; undefined on a desk that has none. */
export async function findFirstStatus(db: Db): Promise<Pick<Status, 'id' | 'title'> | undefined> {
  const [row] = await db.query<Pick<Status, 'id' | 'title'>>(`select id, title ${FIRST_STATUS}`);
  return row;
}

/** Whether any ticket has a status, also a deleted or merged one. */
export async function isStatusUsed(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from tickets where status_id = $1 limit 1', [id])).length > 0;
}

/** All priorities in their order. */
export const listPriorities = (db: Db): Promise<Named[]> =>
  db.query('select id, name from priorities order by sort_order, id');

/**
 * The priority of a name, in any letter case. Until the transaction ends it is neither renamed nor deleted: a setting that
 * names it refers to it by nothing else.
 */
export async function holdPriority(db: Db, name: string): Promise<Named | undefined> {
  const [row] = await db.query<Named>(
    'select id, name from priorities where lower(name) = lower(trim($1)) order by id limit 1 for share',
    [name],
  );
  return row;
}

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

/** The member of a list that is called so, in any letter case. */
export const called = <T>(rows: T[], name: string, of: (row: T) => string): T | undefined =>
  rows.find((row) => of(row).toLowerCase() === name.trim().toLowerCase());
