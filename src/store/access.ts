import type { Db } from '../database/pool';
import { nameOf } from './people';

/** A secret as it is kept: what it is compared with, and how. */
export interface StoredSecret {
  scheme: 'sha256' | 'bcrypt';
  /** Hex of SHA-256, or a bcrypt hash. */
  hash: string;
  /** Milliseconds since the epoch; null for one that does not expire. */
  expiresAt: number | null;
}

interface Rights {
  /** Lower-case action names, `*` for all, of every role together. */
  actions: string[];
  staffId: number | null;
  staffName: string;
  /** What the activity log calls them: the user name of the administrator, or else the identifier. */
  username: string;
  /** Null for every department. */
  departmentIds: number[] | null;
}

export interface Credential extends Rights {
  id: number;
  identifier: string;
  idFormat: 'number' | 'string';
  secrets: StoredSecret[];
}

export interface StaffLogin extends Rights {
  id: number;
  passwordHash: string | null;
  apiLogin: boolean;
  disabled: boolean;
}

const STAFF_NAME = nameOf.staff('s');
const DEPARTMENTS = `(select array_agg(department_id) from staff_departments where staff_id = s.id)`;

/** An identifier's credential with its roles and living secrets, unless it is revoked or its member of staff disabled. */
export async function findCredential(db: Db, identifier: string): Promise<Credential | undefined> {
  const [row] = await db.query<Credential>(
    `select c.id, c.identifier, c.id_format as "idFormat", c.staff_id as "staffId", ${STAFF_NAME} as "staffName",
       coalesce(s.username, c.identifier) as username,
       ${DEPARTMENTS} as "departmentIds",
       array(select distinct unnest(r.actions) from credential_roles cr join roles r on r.id = cr.role_id
             where cr.credential_id = c.id) as actions,
       coalesce((select json_agg(json_build_object('scheme', x.scheme, 'hash', x.hash,
                   'expiresAt', extract(epoch from x.expires_at) * 1000))
                 from credential_secrets x where x.credential_id = c.id), '[]') as secrets
     from credentials c left join staff s on s.id = c.staff_id
     where c.identifier = $1 and c.revoked_at is null and not coalesce(s.disabled, false)`,
    [identifier],
  );
  return row;
}

/** Whether any living credential has a secret that a person chose. */
export async function hasChosenSecrets(db: Db): Promise<boolean> {
  const rows = await db.query(
    `select 1 from credential_secrets x join credentials c on c.id = x.credential_id
     where x.scheme = 'bcrypt' and c.revoked_at is null limit 1`,
  );
  return rows.length > 0;
}

/** A member of staff by user name, in any letter case, with roles. */
export async function findStaffLogin(db: Db, username: string): Promise<StaffLogin | undefined> {
  const [row] = await db.query<StaffLogin>(
    `select s.id, s.id as "staffId", s.username,
       ${STAFF_NAME} as "staffName", s.password_hash as "passwordHash",
       s.api_login as "apiLogin", s.disabled, ${DEPARTMENTS} as "departmentIds",
       array(select distinct unnest(r.actions) from staff_roles sr join roles r on r.id = sr.role_id
             where sr.staff_id = s.id) as actions
     from staff s where lower(s.username) = lower($1)`,
    [username],
  );
  return row;
}

export interface NewCredential {
  identifier: string;
  description: string;
  secret: { scheme: 'sha256' | 'bcrypt'; hash: string };
  roles: string[];
  staffId: number | null;
  idFormat: 'number' | 'string';
}

/**
 * Inserts a credential with its first secret and roles.
 *
 * @returns its id, or undefined when the identifier is taken.
 */
export async function insertCredential(db: Db, credential: NewCredential): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    `with c as (
       insert into credentials (identifier, description, staff_id, id_format) values ($1, $2, $3, $4)
       on conflict (identifier) do nothing returning id),
     x as (insert into credential_secrets (credential_id, scheme, hash) select id, $5, $6 from c),
     r as (insert into credential_roles (credential_id, role_id)
           select c.id, roles.id from c, roles where roles.name = any($7::text[]))
     select id from c`,
    [
      credential.identifier,
      credential.description,
      credential.staffId,
      credential.idFormat,
      credential.secret.scheme,
      credential.secret.hash,
      credential.roles,
    ],
  );
  return row?.id;
}
