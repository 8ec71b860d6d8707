import type { Db } from '../../database/pool';
import type { Named } from './named';

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
