import type { Db } from '../database/pool';
import { type Listed, listPage, type Page, WHOLE } from './pages';
import { nameOf } from './people';
import { lockNames } from './rows';

export interface RoleRow {
  id: number;
  name: string;
  /** In lower case; `*` for everything. */
  actions: string[];
}

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

/** SQL for what the roles of a credential or a member of staff list, from the table that gives them. */
const ACTIONS = {
  credential: `array(select distinct unnest(r.actions) from credential_roles cr join roles r on r.id = cr.role_id
                     where cr.credential_id = c.id)`,
  staff: `array(select distinct unnest(r.actions) from staff_roles sr join roles r on r.id = sr.role_id
                where sr.staff_id = s.id)`,
};

/** SQL for the roles of a credential or a member of staff as a list in the order of their names. */
const ROLES = {
  credential: `coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name) order by r.name)
                         from credential_roles cr join roles r on r.id = cr.role_id where cr.credential_id = c.id), '[]')`,
  staff: `coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name) order by r.name)
                    from staff_roles sr join roles r on r.id = sr.role_id where sr.staff_id = s.id), '[]')`,
};

/** A role that somebody has. */
export type GivenRole = Pick<RoleRow, 'id' | 'name'>;

/** Gives a credential or a member of staff these roles and no others. */
export function writeRoles(db: Db, owner: 'credential' | 'staff', id: number, roles: GivenRole[]): void {
  const roleIds = roles.map((role) => role.id);
  const [table, column] = owner === 'staff' ? ['staff_roles', 'staff_id'] : ['credential_roles', 'credential_id'];
  db.send(`delete from ${table} where ${column} = $1 and role_id <> all($2::int[])`, [id, roleIds]);
  db.send(`insert into ${table} (${column}, role_id) select $1, unnest($2::int[]) on conflict do nothing`, [
    id,
    roleIds,
  ]);
}

export interface NewStaff {
  username: string;
  passwordHash: string | null;
  /** By name. */
  roles: string[];
  firstName?: string | undefined;
  lastName?: string | undefined;
  email?: string | undefined;
  departmentIds?: number[] | undefined;
  /** Whether the password is enough to call; without a word, where there is one. */
  apiLogin?: boolean | undefined;
  disabled?: boolean | undefined;
  signature?: string | undefined;
  notes?: string | undefined;
  language?: string | undefined;
}

/**
 * Inserts a member of staff with roles and departments; with a password it may sign in to the API.
 *
 * @returns the id, or undefined when the user name is taken.
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

/** Lets a member of staff work in these departments and no others; in all of them where there are none. */
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

/** A member of staff who is about to change or to go. */
export interface HeldStaff {
  id: number;
  username: string;
  name: string;
  /** What their roles list together. */
  actions: string[];
  /** What the roles of their living credentials list together. */
  credentialActions: string[];
  roles: GivenRole[];
  /** Their departments; none where they work in all. */
  departmentIds: number[];
}

/** A member of staff, held until the end of the transaction: nothing new refers to them meanwhile. */
export async function holdStaff(db: Db, id: number): Promise<HeldStaff | undefined> {
  const [row] = await db.query<HeldStaff>(
    `select s.id, s.username, ${nameOf.staff('s')} as name, ${ACTIONS.staff} as actions, ${ROLES.staff} as roles,
       array(select distinct unnest(r.actions) from credentials c join credential_roles cr on cr.credential_id = c.id
               join roles r on r.id = cr.role_id where c.staff_id = s.id and c.revoked_at is null) as "credentialActions",
       array(select department_id from staff_departments where staff_id = s.id order by 1) as "departmentIds"
     from staff s where s.id = $1 for update of s`,
    [id],
  );
  return row;
}

/**
 * Deletes a member of staff, with the credentials, keys and tokens that are theirs. What they noted on clients keeps their
 * name.
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
  /** MD5 of the e-mail address, as services that show a picture for one know it. */
  emailHash: string;
  signature: string;
  notes: string;
  language: string;
  disabled: boolean;
  apiLogin: boolean;
  roles: GivenRole[];
  /** None where they work in all. */
  departmentIds: number[];
  createdAt: Date;
  updatedAt: Date;
}

/** Which members of staff; absent members do not count. */
export interface StaffFilter {
  id?: number | undefined;
  roleId?: number | undefined;
  /** A part of the e-mail address, in any letter case. */
  email?: string | undefined;
  disabled?: boolean | undefined;
}

const STAFF = {
  select: `s.id, s.uuid, s.username, s.first_name as "firstName", s.last_name as "lastName",
    ${nameOf.staff('s')} as name, s.email, md5(lower(trim(s.email))) as "emailHash", s.signature, s.notes, s.language,
    s.disabled, s.api_login as "apiLogin", ${ROLES.staff} as roles,
    array(select department_id from staff_departments where staff_id = s.id order by 1) as "departmentIds",
    s.created_at as "createdAt", s.updated_at as "updatedAt"`,
  from: 'staff s',
  orderBy: 's.id',
};

/** The members of staff in the order of their ids, a page of them where one is asked for. */
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

export interface CredentialRow {
  id: number;
  identifier: string;
  description: string;
  adminId: number | null;
  admin: string;
  roles: GivenRole[];
  idFormat: string;
  revoked: boolean;
  /** How many secrets are good. */
  secrets: number;
  createdAt: Date;
}

/** Which credentials; absent members do not count. */
export interface CredentialFilter {
  id?: number | undefined;
  revoked?: boolean | undefined;
}

/** Credentials in the order of their ids, the revoked ones too, a page of them where one is asked for. */
export const listCredentials = (
  db: Db,
  now: Date,
  { id, revoked }: CredentialFilter = {},
  page: Page = WHOLE,
): Promise<Listed<CredentialRow>> =>
  listPage<CredentialRow>(
    db,
    { select: [CREDENTIAL, now], from: 'credentials c left join staff s on s.id = c.staff_id', orderBy: 'c.id' },
    [
      ['c.id = ?', id],
      ['(c.revoked_at is not null) = ?', revoked],
    ],
    page,
  );

/** The columns of a {@link CredentialRow} at the moment that `?` stands for. */
const CREDENTIAL = `c.id, c.identifier, c.description, c.staff_id as "adminId",
  case when s.id is null then '' else ${nameOf.staff('s')} end as admin, ${ROLES.credential} as roles,
  c.id_format as "idFormat", c.revoked_at is not null as revoked,
  (select count(*) from credential_secrets x
   where x.credential_id = c.id and (x.expires_at is null or x.expires_at > ?)) as secrets,
  c.created_at as "createdAt"`;

/** A credential that is about to change or to end. */
export interface HeldCredential {
  id: number;
  identifier: string;
  /** What its roles list together. */
  actions: string[];
  roles: GivenRole[];
}

/** A credential that is not revoked, held until the end of the transaction. */
export async function holdCredential(db: Db, id: number): Promise<HeldCredential | undefined> {
  const [row] = await db.query<HeldCredential>(
    `select c.id, c.identifier, ${ACTIONS.credential} as actions, ${ROLES.credential} as roles
     from credentials c where c.id = $1 and c.revoked_at is null for no key update of c`,
    [id],
  );
  return row;
}

/**
 * Gives a credential a new secret; those it has now end at a time.
 *
 * @returns whether there is such a credential that is not revoked.
 */
export async function rotateSecret(
  db: Db,
  identifier: string,
  secret: { scheme: string; hash: string },
  oldOnesEnd: Date,
): Promise<boolean> {
  const rows = await db.query(
    `with c as (select id from credentials where identifier = $1 and revoked_at is null for update),
     old as (update credential_secrets x set expires_at = least(coalesce(x.expires_at, $4), $4)
             from c where x.credential_id = c.id)
     insert into credential_secrets (credential_id, scheme, hash) select id, $2, $3 from c returning id`,
    [identifier, secret.scheme, secret.hash, oldOnesEnd],
  );
  return rows.length > 0;
}

/** @returns whether there is such a credential. */
export async function revokeCredential(db: Db, identifier: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    'update credentials set revoked_at = coalesce(revoked_at, $2) where identifier = $1 returning id',
    [identifier, now],
  );
  return rows.length > 0;
}
