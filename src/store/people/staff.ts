import type { Db } from '../../database/pool';
import { RIGHTS_OF_STAFF, type Rights } from '../access/rights';
import { actionsOf, type GivenRole, rolesOf } from '../access/roles';
import { type Listed, listPage, type Page, WHOLE } from '../pages';
import { lockNames } from '../rows';
import { nameOf } from './people';

interface NewStaff {
  username: string;
  passwordHash: string | null;
  /** The names of the roles. */
  roles: string[];
  firstName?: string | undefined;
  lastName?: string | undefined;
  email?: string | undefined;
  departmentIds?: number[] | undefined;
  /** Whether the user name and password are enough to call the API; by default, if there is a password. */
  apiLogin?: boolean | undefined;
  disabled?: boolean | undefined;
  signature?: string | undefined;
  notes?: string | undefined;
  language?: string | undefined;
}

/**
 * Inserts a member of staff with roles and departments.
 *
 * @returns the id; undefined if the user name is taken.
 */
export async function insertStaff(db: Db, staff: NewStaff): Promise<number | undefined> {
  await lockNames(db, 'staff');
  const [row] = await db.query<{ id: number }>(
    `insert into staff (username, first_name, last_name, email, password_hash, api_login, disabled, signature, notes,
       language)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (lower(username)) do nothing returning id`,
    [
      staff.username,
      staff.firstName ?? '',
      staff.lastName ?? '',
      staff.email ?? '',
      staff.passwordHash,
      staff.apiLogin ?? staff.passwordHash !== null,
      staff.disabled ?? false,
      staff.signature ?? '',
      staff.notes ?? '',
      staff.language ?? '',
    ],
  );
  if (row === undefined) return undefined;
  db.send('insert into staff_roles (staff_id, role_id) select $1, id from roles where name = any($2::text[])', [
    row.id,
    staff.roles,
  ]);
  writeStaffDepartments(db, row.id, staff.departmentIds ?? []);
  return row.id;
}

/** Gives a member of staff who was carried from another desk a password and roles. @returns the id */
export async function completeStaff(
  db: Db,
  { username, passwordHash, roles }: Pick<NewStaff, 'username' | 'passwordHash' | 'roles'>,
): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    `with s as (
       update staff set password_hash = $2, api_login = true, disabled = false where lower(username) = lower($1)
       returning id),
     r as (insert into staff_roles (staff_id, role_id)
           select s.id, roles.id from s, roles where roles.name = any($3::text[]) on conflict do nothing)
     select id from s`,
    [username, passwordHash, roles],
  );
  return row?.id;
}

/**
 * Lets a member of staff work in exactly these departments; in all of them if the list is empty. It does not wait: the
 * commit does.
 */
export function writeStaffDepartments(db: Db, staffId: number, departmentIds: number[]): void {
  db.send('delete from staff_departments where staff_id = $1 and department_id <> all($2::int[])', [
    staffId,
    departmentIds,
  ]);
  db.send(
    `insert into staff_departments (staff_id, department_id) select $1, unnest($2::int[]) on conflict do nothing`,
    [staffId, departmentIds],
  );
}

/** What signing in needs to know about a member of staff. */
export interface StaffLogin extends Rights {
  id: number;
  passwordHash: string | null;
  apiLogin: boolean;
  disabled: boolean;
}

/** Finds a member of staff by user name in any letter case, with their rights, even if they are disabled. */
export async function findStaffLogin(db: Db, username: string): Promise<StaffLogin | undefined> {
  const [row] = await db.query<StaffLogin>(
    `select s.id, s.id as "staffId", s.username,
       s.password_hash as "passwordHash", s.api_login as "apiLogin", s.disabled,
       ${RIGHTS_OF_STAFF}, ${actionsOf('staff', 's.id')} as actions
     from staff s where lower(s.username) = lower($1)`,
    [username],
  );
  return row;
}

/** Finds what a member of staff may do by now; undefined if they are disabled or deleted. */
export async function findStaffRights(db: Db, id: number): Promise<Rights | undefined> {
  const [row] = await db.query<Rights>(
    `select s.id as "staffId", s.username, ${RIGHTS_OF_STAFF}, ${actionsOf('staff', 's.id')} as actions
     from staff s where s.id = $1 and not s.disabled`,
    [id],
  );
  return row;
}

/** SQL for the department ids of a member of staff `s`. */
const DEPARTMENTS = 'array(select department_id from staff_departments where staff_id = s.id order by 1)';

/** A member of staff, locked to be changed or deleted. */
export interface HeldStaff {
  id: number;
  username: string;
  name: string;
  /** The actions of all their roles. */
  actions: string[];
  /** The actions of all roles of their credentials, without revoked ones. */
  credentialActions: string[];
  roles: GivenRole[];
  /** Empty if they work in all departments. */
  departmentIds: number[];
}

/** Finds a member of staff and locks them, so that nothing new can refer to them until the transaction ends. */
export async function holdStaff(db: Db, id: number): Promise<HeldStaff | undefined> {
  const [row] = await db.query<HeldStaff>(
    `select s.id, s.username, ${nameOf.staff('s')} as name, ${actionsOf('staff', 's.id')} as actions,
       array(select distinct unnest(${actionsOf('credential', 'c.id')}) from credentials c
             where c.staff_id = s.id and c.revoked_at is null) as "credentialActions",
       ${rolesOf('staff', 's.id')} as roles, ${DEPARTMENTS} as "departmentIds"
     from staff s where s.id = $1 for update of s`,
    [id],
  );
  return row;
}

/**
 * Deletes a member of staff with their credentials, keys and tokens. Their notes on clients keep their name. It does
 * not wait: the commit does.
 */
export function deleteStaff(db: Db, { id, name }: Pick<HeldStaff, 'id' | 'name'>): void {
  db.send(`update client_notes set author_name = $2 where staff_id = $1 and author_name = ''`, [id, name]);
  db.send('delete from staff where id = $1', [id]);
}

export interface StaffRow {
  id: number;
  uuid: string;
  username: string;
  firstName: string;
  lastName: string;
  name: string;
  email: string;
  /** MD5 of the e-mail address, which avatar services use as a key. */
  emailHash: string;
  signature: string;
  notes: string;
  language: string;
  disabled: boolean;
  apiLogin: boolean;
  roles: GivenRole[];
  /** Empty if they work in all departments. */
  departmentIds: number[];
  createdAt: Date;
  updatedAt: Date;
}

/** Which members of staff to list. Absent members exclude none. */
interface StaffFilter {
  id?: number | undefined;
  roleId?: number | undefined;
  /** A part of the e-mail address, in any letter case. */
  email?: string | undefined;
  disabled?: boolean | undefined;
}

const STAFF = {
  select: `s.id, s.uuid, s.username, s.first_name as "firstName", s.last_name as "lastName",
    ${nameOf.staff('s')} as name, s.email, md5(lower(trim(s.email))) as "emailHash", s.signature, s.notes, s.language,
    s.disabled, s.api_login as "apiLogin", ${rolesOf('staff', 's.id')} as roles, ${DEPARTMENTS} as "departmentIds",
    s.created_at as "createdAt", s.updated_at as "updatedAt"`,
  from: 'staff s',
  orderBy: 's.id',
};

/** Lists a page of the staff in the order of their ids, by default all of them. */
export const listStaff = (
  db: Db,
  { id, roleId, email, disabled }: StaffFilter,
  page: Page = WHOLE,
): Promise<Listed<StaffRow>> =>
  listPage<StaffRow>(
    db,
    STAFF,
    [
      ['s.id = ?', id],
      ['s.disabled = ?', disabled],
      ['exists (select from staff_roles where staff_id = s.id and role_id = ?)', roleId],
      ['position(lower(?) in lower(s.email)) > 0', email],
    ],
    page,
  );
