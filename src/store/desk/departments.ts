import type { Db } from '../../database/pool';
import type { Named, Names } from './named';

/** Finds a department and keeps it from being deleted until the transaction ends. */
export async function holdDepartment(db: Db, id: number): Promise<Named | undefined> {
  const [row] = await db.query<Named>('select id, name from departments where id = $1 for key share', [id]);
  return row;
}

export interface Department extends Named {
  preventClientClosure: boolean;
}

/** Finds a department, even one that is hidden from clients. */
export async function findDepartment(db: Db, id: number): Promise<Department | undefined> {
  const [row] = await db.query<Department>(
    'select id, name, prevent_client_closure as "preventClientClosure" from departments where id = $1',
    [id],
  );
  return row;
}

/** Lists the ids of all departments in their order. */
export async function listDepartmentIds(db: Db): Promise<number[]> {
  const rows = await db.query<{ id: number }>('select id from departments order by sort_order, id');
  return rows.map(({ id }) => id);
}

/** Lists the ids of all departments, and keeps them from being deleted until the transaction ends. */
export async function holdDepartmentIds(db: Db): Promise<number[]> {
  const rows = await db.query<{ id: number }>('select id from departments order by id for key share');
  return rows.map(({ id }) => id);
}

/** Lists all departments and locks them until the transaction ends. */
export const holdDepartments = (db: Db): Promise<Named[]> =>
  db.query('select id, name from departments order by id for update');

/** What keeps a department from being deleted. */
interface DepartmentUses {
  tickets: boolean;
  customFields: boolean;
  /** Whether it is the only department of a member of staff. */
  isOnlyOfStaff: boolean;
}

/** Finds out what keeps a department from being deleted. */
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

/** A department as its row has it. */
export interface DepartmentRow extends Named {
  description: string;
  email: string;
  clientsOnly: boolean;
  repliesOnly: boolean;
  hidden: boolean;
  preventClientClosure: boolean;
  plusAddresses: 'on' | 'off' | 'default';
  sortOrder: number;
}

/** Lists all departments in their order, or only the one with an id. */
export const listDepartmentRows = (db: Db, id: number | undefined): Promise<DepartmentRow[]> =>
  db.query(
    `select id, name, description, email, clients_only as "clientsOnly", replies_only as "repliesOnly", hidden,
       prevent_client_closure as "preventClientClosure", plus_addresses as "plusAddresses", sort_order as "sortOrder"
     from departments where $1::int is null or id = $1 order by sort_order, id`,
    [id ?? null],
  );

/** Lists the departments in their order, with their names by language; hidden ones only if `forStaff`. */
export const listDepartmentNames = (db: Db, forStaff: boolean): Promise<(Named & { names: Names })[]> =>
  db.query('select id, name, names from departments where $1 or not hidden order by sort_order, id', [forStaff]);
