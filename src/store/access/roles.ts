import type { Db } from '../../database/pool';
import { lockNames } from '../rows';

export interface RoleRow {
  id: number;
  name: string;
  /** In lower case; `*` for everything. */
  actions: string[];
}

/** A role that a credential or member of staff has. */
export type GivenRole = Pick<RoleRow, 'id' | 'name'>;

/** Who can have roles. The names are the prefixes of the tables that assign roles. */
type RoleOwner = 'credential' | 'staff';

const givenRoles = (owner: RoleOwner, id: string): string =>
  `from ${owner}_roles given join roles r on r.id = given.role_id where given.${owner}_id = ${id}`;

/** SQL for the actions of all roles of a credential or member of staff; empty if the id is null. */
export const actionsOf = (owner: RoleOwner, id: string): string =>
  `array(select distinct unnest(r.actions) ${givenRoles(owner, id)})`;

/** SQL for the roles of a credential or member of staff, as a list ordered by name. */
export const rolesOf = (owner: RoleOwner, id: string): string =>
  `coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name) order by r.name) ${givenRoles(owner, id)}), '[]')`;

/** Inserts a role. @returns its id; undefined if the name is taken. */
export async function insertRole(db: Db, name: string, actions: string[]): Promise<number | undefined> {
  await lockNames(db, 'roles');
  const [row] = await db.query<{ id: number }>(
    'insert into roles (name, actions) values ($1, $2) on conflict (name) do nothing returning id',
    [name, actions.map((action) => action.toLowerCase())],
  );
  return row?.id;
}

/** Lists all roles, oldest first, and keeps them from being deleted until the transaction ends. */
export const holdRoles = (db: Db): Promise<RoleRow[]> =>
  db.query('select id, name, actions from roles order by id for key share');

/** Gives a credential or member of staff exactly these roles. It does not wait: the commit does. */
export function writeRoles(db: Db, owner: RoleOwner, id: number, roles: GivenRole[]): void {
  const values = [id, roles.map((role) => role.id)];
  db.send(`delete from ${owner}_roles where ${owner}_id = $1 and role_id <> all($2::int[])`, values);
  db.send(
    `insert into ${owner}_roles (${owner}_id, role_id) select $1, unnest($2::int[]) on conflict do nothing`,
    values,
  );
}

/**
 * Finds the departments in which those who have a role work. Revoked credentials do not count.
 *
 * @returns null if one of them works in all departments; an empty list if nobody has the role.
 */
export async function findDepartmentsOfRole(db: Db, roleId: number): Promise<number[] | null> {
  const [row] = await db.query<{ departmentIds: number[] | null }>(
    `with holders as (
       select staff_id from staff_roles where role_id = $1
       union select c.staff_id from credential_roles given join credentials c on c.id = given.credential_id
             where given.role_id = $1 and c.revoked_at is null),
     places as (
       select d.department_id from holders h left join staff_departments d on d.staff_id = h.staff_id)
     select case when bool_or(department_id is null) then null
                 else coalesce(array_agg(distinct department_id), '{}') end as "departmentIds" from places`,
    [roleId],
  );
  return row?.departmentIds ?? null;
}

/** A role and how often it is used. */
export interface RoleUse extends RoleRow {
  /** Without revoked ones. */
  credentials: number;
  admins: number;
}

/** Lists all roles ordered by name, or only the one with an id. Their actions are in alphabetical order. */
export const listRoles = (db: Db, id: number | undefined): Promise<RoleUse[]> =>
  db.query(
    `select r.id, r.name, array(select unnest(r.actions) order by 1) as actions,
       (select count(*) from credential_roles cr join credentials c on c.id = cr.credential_id
        where cr.role_id = r.id and c.revoked_at is null) as credentials,
       (select count(*) from staff_roles where role_id = r.id) as admins
     from roles r where $1::int is null or r.id = $1 order by lower(r.name), r.id`,
    [id ?? null],
  );
