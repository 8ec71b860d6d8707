import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';
import { nameOf } from '../people/people';
import { RIGHTS_OF_STAFF, type Rights } from './rights';
import { actionsOf, type GivenRole, rolesOf } from './roles';

/** A stored secret: its hash, and how to compare with it. */
export interface StoredSecret {
  scheme: 'sha256' | 'bcrypt';
  /** Hex of SHA-256, or a bcrypt hash. */
  hash: string;
  /** Milliseconds since the epoch; null if it never expires. */
  expiresAt: number | null;
}

export interface Credential extends Rights {
  id: number;
  identifier: string;
  idFormat: 'number' | 'string';
  secrets: StoredSecret[];
}

/**
 * Finds a credential by its identifier, with its rights and its secrets, even expired ones. Finds none if it is revoked
 * or its member of staff is disabled.
 */
export async function findCredential(db: Db, identifier: string): Promise<Credential | undefined> {
  const [row] = await db.query<Credential>(
    `select c.id, c.identifier, c.id_format as "idFormat", c.staff_id as "staffId",
       coalesce(s.username, c.identifier) as username, ${RIGHTS_OF_STAFF}, ${actionsOf('credential', 'c.id')} as actions,
       coalesce((select json_agg(json_build_object('scheme', x.scheme, 'hash', x.hash,
                   'expiresAt', extract(epoch from x.expires_at) * 1000))
                 from credential_secrets x where x.credential_id = c.id), '[]') as secrets
     from credentials c left join staff s on s.id = c.staff_id
     where c.identifier = $1 and c.revoked_at is null and not coalesce(s.disabled, false)`,
    [identifier],
  );
  return row;
}

/** Whether this desk ever made a credential, including revoked ones. Those carried from another desk have no secret. */
export async function hasCredentials(db: Db): Promise<boolean> {
  const rows = await db.query(
    `select 1 from credentials c where c.revoked_at is not null
       or exists (select from credential_secrets x where x.credential_id = c.id) limit 1`,
  );
  return rows.length > 0;
}

/** Counts the credentials that work and those that were revoked, and the administrators who may sign in. */
export async function countCallers(db: Db): Promise<{ credentials: number; revoked: number; administrators: number }> {
  const [counts] = await db.query<{ credentials: number; revoked: number; administrators: number }>(
    `select count(*) filter (where revoked_at is null) as credentials, count(revoked_at) as revoked,
       (select count(*) from staff where not disabled) as administrators from credentials`,
  );
  return counts ?? { credentials: 0, revoked: 0, administrators: 0 };
}

/** Keeps other transactions from adding or changing credentials until this one ends. */
export async function lockCredentials(db: Db): Promise<void> {
  await db.query('lock table credentials in share row exclusive mode');
}

/** Whether any unrevoked credential has a secret that a person chose, and so is stored with bcrypt. */
export async function hasChosenSecrets(db: Db): Promise<boolean> {
  const rows = await db.query(
    `select 1 from credential_secrets x join credentials c on c.id = x.credential_id
     where x.scheme = 'bcrypt' and c.revoked_at is null limit 1`,
  );
  return rows.length > 0;
}

interface NewCredential {
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
 * @returns its id; undefined if the identifier is taken.
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

/** Gives a credential that was carried from another desk a secret, roles and, if it has none, an administrator. */
export async function completeCredential(db: Db, credential: Omit<NewCredential, 'description' | 'idFormat'>) {
  await db.query(
    `with c as (
       update credentials set staff_id = coalesce(staff_id, $2) where identifier = $1 returning id),
     x as (insert into credential_secrets (credential_id, scheme, hash) select id, $3, $4 from c)
     insert into credential_roles (credential_id, role_id)
     select c.id, roles.id from c, roles where roles.name = any($5::text[])`,
    [credential.identifier, credential.staffId, credential.secret.scheme, credential.secret.hash, credential.roles],
  );
}

export interface CredentialRow {
  id: number;
  identifier: string;
  description: string;
  adminId: number | null;
  admin: string;
  roles: GivenRole[];
  idFormat: string;
  revoked: boolean;
  /** How many secrets have not expired. */
  secrets: number;
  createdAt: Date;
}

/** Which credentials to list. Absent members exclude none. */
interface CredentialFilter {
  id?: number | undefined;
  revoked?: boolean | undefined;
}

/** Lists a page of credentials in the order of their ids, including revoked ones. */
export const listCredentials = (
  db: Db,
  now: Date,
  { id, revoked }: CredentialFilter,
  page: Page,
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

/** SQL for the columns of a {@link CredentialRow}. `?` stands for the present moment. */
const CREDENTIAL = `c.id, c.identifier, c.description, c.staff_id as "adminId",
  case when s.id is null then '' else ${nameOf.staff('s')} end as admin, ${rolesOf('credential', 'c.id')} as roles,
  c.id_format as "idFormat", c.revoked_at is not null as revoked,
  (select count(*) from credential_secrets x
   where x.credential_id = c.id and (x.expires_at is null or x.expires_at > ?)) as secrets,
  c.created_at as "createdAt"`;

/** A credential, locked to be changed or revoked. */
interface HeldCredential {
  id: number;
  identifier: string;
  /** The actions of all its roles. */
  actions: string[];
  roles: GivenRole[];
  /** The departments of its member of staff; null for all. */
  departmentIds: number[] | null;
}

/** Finds a credential that is not revoked, and locks it until the transaction ends. */
export async function holdCredential(db: Db, id: number): Promise<HeldCredential | undefined> {
  const [row] = await db.query<HeldCredential>(
    `select c.id, c.identifier, ${actionsOf('credential', 'c.id')} as actions, ${rolesOf('credential', 'c.id')} as roles,
       (select array_agg(department_id) from staff_departments where staff_id = c.staff_id) as "departmentIds"
     from credentials c where c.id = $1 and c.revoked_at is null for no key update of c`,
    [id],
  );
  return row;
}

/**
 * Gives a credential a new secret.
 *
 * @param oldOnesEnd when the old secrets stop working, unless they expire earlier.
 * @returns whether the credential exists and is not revoked.
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

/** Revokes a credential. @returns whether it exists. */
export async function revokeCredential(db: Db, identifier: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    'update credentials set revoked_at = coalesce(revoked_at, $2) where identifier = $1 returning id',
    [identifier, now],
  );
  return rows.length > 0;
}
