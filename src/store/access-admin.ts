import type { Db } from '../database/pool';
import { nameOf } from './people';

/** @returns the role's id, or undefined when the name is taken. */
export async function insertRole(db: Db, name: string, actions: string[]): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    'insert into roles (name, actions) values ($1, $2) on conflict (name) do nothing returning id',
    [name, actions.map((action) => action.toLowerCase())],
  );
  return row?.id;
}

export const listRoles = (db: Db): Promise<{ id: number; name: string; actions: string[] }[]> =>
  db.query('select id, name, actions from roles order by name');

export interface NewStaff {
  username: string;
  passwordHash: string | null;
  roles: string[];
  firstName?: string;
  lastName?: string;
  email?: string;
  departmentIds?: number[];
}

/**
 * Inserts a member of staff with roles and departments; with a password it may sign in to the API.
 *
 * @returns the id, or undefined when the user name is taken.
 */
export async function insertStaff(db: Db, staff: NewStaff): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    `insert into staff (username, first_name, last_name, email, password_hash, api_login)
     values ($1, $2, $3, $4, $5, $6) on conflict (lower(username)) do nothing returning id`,
    [
      staff.username,
      staff.firstName ?? '',
      staff.lastName ?? '',
      staff.email ?? '',
      staff.passwordHash,
      staff.passwordHash !== null,
    ],
  );
  if (row === undefined) return undefined;
  db.send('insert into staff_roles (staff_id, role_id) select $1, id from roles where name = any($2::text[])', [
    row.id,
    staff.roles,
  ]);
  db.send('insert into staff_departments (staff_id, department_id) select $1, unnest($2::int[])', [
    row.id,
    staff.departmentIds ?? [],
  ]);
  return row.id;
}

export interface CredentialRow {
  identifier: string;
  description: string;
  admin: string;
  roles: string[];
  idFormat: string;
  revoked: boolean;
  secrets: number;
  createdAt: Date;
}

/** Every credential, the revoked ones too, the oldest first. */
export const listCredentials = (db: Db): Promise<CredentialRow[]> =>
  db.query(
    `select c.identifier, c.description, case when s.id is null then '' else ${nameOf.staff('s')} end as admin,
       array(select r.name from credential_roles cr join roles r on r.id = cr.role_id
             where cr.credential_id = c.id order by r.name) as roles,
       c.id_format as "idFormat", c.revoked_at is not null as revoked, c.created_at as "createdAt",
       (select count(*) from credential_secrets x
        where x.credential_id = c.id and (x.expires_at is null or x.expires_at > now())) as secrets
     from credentials c left join staff s on s.id = c.staff_id order by c.id`,
  );

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
