import type { Db } from '../../database/pool';
import type { Named, Names } from './named';

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

/** The ids of all departments, none of which is deleted until the end of the transaction. */
export async function holdDepartmentIds(db: Db): Promise<number[]> {
  const rows = await db.query<{ id: number }>('select id from departments order by id for key share');
  return rows.map(({ id }) => id);
}

/** All departments, held until the end of the transaction. */
export const holdDepartments = (db: Db): Promise<Named[]> =>
  db.query('select id, name from departments order by id for update');

/** What keeps a department from being deleted. */
export interface DepartmentUses {
  tickets: boolean;
  customFields: boolean;
  /** Whether it is the only department of a member of staff. */
  isOnlyOfStaff: boolean;
}

/** What a department is used for. */
export async function findDepartmentUses(db: Db, id: number): Promise<DepartmentUses> {
  const [uses] = await db.query<DepartmentUses>(
    `select exists (select from tickets where department_id = $1) as tickets,
       exists (select from custom_fields where department_id = $1) as "customFields",
       exists (select from staff_departments d where d.department_id = $1 and not exists (
         select from staff_departments other where other.staff_id = d.staff_id and other.department_id <> $1))
         as "isOnlyOfStaff"`,
    [id],
  );
  if (uses === undefined) throw new Error('a select of scalars returned no row');
  return uses;
}

/** A department as its row says. */
export interface DepartmentRow extends Named {
  description: string;
  email: string;
  clientsOnly: boolean;
  repliesOnly: boolean;
  hidden: boolean;
  preventClientClosure: boolean;
  sortOrder: number;
}

/** All departments in their order, or the one with an id. */
export const listDepartmentRows = (db: Db, id: number | undefined): Promise<DepartmentRow[]> =>
  db.query(
    `select id, name, description, email, clients_only as "clientsOnly", replies_only as "repliesOnly", hidden,
       prevent_client_closure as "preventClientClosure", sort_order as "sortOrder"
     from departments where $1::int is null or id = $1 order by sort_order, id`,
    [id ?? null],
  );

/** All departments in their order with their names by language, those that clients do not see only where asked for. */
export const listDepartmentNames = (db: Db, forStaff: boolean): Promise<(Named & { names: Names })[]> =>
  db.query('select id, name, names from departments where $1 or not hidden order by sort_order, id', [forStaff]);
