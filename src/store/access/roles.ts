import type { Db } from '../../database/pool';
import { lockNames } from '../rows';

export interface RoleRow {
  id: number;
  name: string;
  /** In lower case; `*` for everything. */
  actions: string[];
}

/** A role that somebody has. */
export type GivenRole = Pick<RoleRow, 'id' | 'name'>;

/** Who can have roles, as the tables that give them are called. */
type RoleOwner = 'credential' | 'staff';

const given = (owner: RoleOwner, id: string): string =>
  `from ${owner}_roles given join roles r on r.id = given.role_id where given.${owner}_id = ${id}`;

/** SQL for what the roles of a credential or a member of staff list together; none without an id. */
export const actionsOf = (owner: RoleOwner, id: string): string =>
  `array(select distinct unnest(r.actions) ${given(owner, id)})`;

/** SQL for the roles of a credential or a member of staff as a list in the order of their names. */
export const rolesOf = (owner: RoleOwner, id: string): string =>
  `coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name) order by r.name) ${given(owner, id)}), '[]')`;

/** @returns the role's id, or undefined when the name is taken. */
export async function insertRole(db: Db, name: string, actions: string[]): Promise<number | undefined> {
  await lockNames(db, 'roles');
  const [row] = await db.query<{ id: number }>(
    'insert into roles (name, actions) values ($1, $2) on conflict (name) do nothing returning id',
    [name, actions.map((action) => action.toLowerCase())],
  );
  return row?.id;
}

/** Every role, the oldest first. None goes until the end of the transaction. */
export const holdRoles = (db: Db): Promise<RoleRow[]> =>
  db.query('select id, name, actions from roles order by id for key share');

/** Gives a credential or a member of staff these roles and no others. It does not wait: the commit does. */
export function writeRoles(db: Db, owner: RoleOwner, id: number, roles: GivenRole[]): void {
  const values = [id, roles.map((role) => role.id)];
  db.send(`delete from ${owner}_roles where ${owner}_id = $1 and role_id <> all($2::int[])`, values);
  db.send(
    `insert into ${owner}_roles (${owner}_id, role_id) select $1, unnest($2::int[]) on conflict do nothing`,
    values,
  );
}

/** A role with how many have it. */
export interface RoleUse extends RoleRow {
  /** Those that are not revoked. */
  credentials: number;
  admins: number;
}

/** All roles in the order of their names, or the one with an id; actions in alphabetical order. */
export const listRoles = (db: Db, id: number | undefined): Promise<RoleUse[]> =>
  db.query(
    `select r.id, r.name, array(select unnest(r.actions) order by 1) as actions,
       (select count(*) from credential_roles cr join credentials c on c.id = cr.credential_id
        where cr.role_id = r.id and c.revoked_at is null) as credentials,
       (select count(*) from staff_roles where role_id = r.id) as admins
     from roles r where $1::int is null or r.id = $1 order by lower(r.name), r.id`,
    [id ?? null],
  );
