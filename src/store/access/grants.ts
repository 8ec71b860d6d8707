import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';
import { inserted } from '../rows';
import { RIGHTS_OF_STAFF, type Rights } from './rights';
import { actionsOf } from './roles';

/** The API that a token is for. */
export type Audience = 'keliweb' | 'socialboards';

/** What a sign-in, or a token that the operator made, allows. */
export interface Grant extends Rights {
  id: string;
  audience: Audience;
  credentialId: number | null;
  /**
   * The client whom the token stands for. Clients have no roles. Without one, it is a member of staff or the program
   * itself.
   */
  clientId: number | null;
  /** Milliseconds since the epoch; null if it never expires. */
  expiresAt: number | null;
}

/** Finds no grant that is revoked, or whose credential is revoked, member of staff disabled or client closed. */
const GRANT = `
  select g.id, g.audience, g.credential_id as "credentialId", g.client_id as "clientId",
    case when g.client_id is null then s.id end as "staffId", ${RIGHTS_OF_STAFF},
    coalesce(s.username, c.identifier, '') as username,
    case when g.client_id is not null then '{}'::text[]
         when g.staff_id is not null then ${actionsOf('staff', 's.id')}
         else ${actionsOf('credential', 'c.id')} end as actions,
    (extract(epoch from g.expires_at) * 1000)::float8 as "expiresAt"
  from grants g
    left join credentials c on c.id = g.credential_id
    left join staff s on s.id = coalesce(g.staff_id, c.staff_id)
    left join clients l on l.id = g.client_id
  where g.revoked_at is null and c.revoked_at is null and not coalesce(s.disabled, false)
    and coalesce(l.status, '') <> 'Closed'`;

/** Finds a grant that is still valid, except that it may have expired. */
export async function findGrant(db: Db, id: string): Promise<Grant | undefined> {
  const [row] = await db.query<Grant>(`${GRANT} and g.id = $1`, [id]);
  return row;
}

/** Finds the grant of a personal token. */
export async function findGrantByToken(db: Db, hash: string): Promise<Grant | undefined> {
  const [row] = await db.query<Grant>(`${GRANT} and g.token_hash = $1`, [hash]);
  return row;
}

export interface NewGrant {
  audience: Audience;
  description?: string;
  credentialId?: number | null;
  clientId?: number | null;
  staffId?: number | null;
  tokenHash?: string;
  expiresAt?: Date | null;
}

/** Inserts a grant and returns its id. */
export async function insertGrant(db: Db, grant: NewGrant): Promise<string> {
  const rows = await db.query<{ id: string }>(
    `insert into grants (audience, description, credential_id, client_id, staff_id, token_hash, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      grant.audience,
      grant.description ?? '',
      grant.credentialId ?? null,
      grant.clientId ?? null,
      grant.staffId ?? null,
      grant.tokenHash ?? null,
      grant.expiresAt ?? null,
    ],
  );
  return inserted(rows).id;
}

/** Stores a refresh token of a grant. It does not wait: the commit does. */
export function insertRefreshToken(db: Db, grantId: string, hash: string, expiresAt: Date | null): void {
  db.send('insert into refresh_tokens (hash, grant_id, expires_at) values ($1, $2, $3)', [hash, grantId, expiresAt]);
}

/** The owner of a grant, even if the grant is no longer valid. */
interface GrantOwner {
  grantId: string;
  credentialId: number | null;
  clientId: number | null;
}

export async function findGrantOwner(db: Db, id: string): Promise<GrantOwner | undefined> {
  const [row] = await db.query<GrantOwner>(
    'select id as "grantId", credential_id as "credentialId", client_id as "clientId" from grants where id = $1',
    [id],
  );
  return row;
}

interface RefreshToken extends GrantOwner {
  audience: Audience;
  /** The program's identifier. */
  identifier: string | null;
  isExpired: boolean;
  isUsed: boolean;
}

/** Finds a refresh token by its hash, and locks it until the transaction ends. */
export async function findRefreshToken(db: Db, hash: string, now: Date): Promise<RefreshToken | undefined> {
  const [row] = await db.query<RefreshToken>(
    `with t as materialized (select * from refresh_tokens where hash = $1 for update)
     select t.grant_id as "grantId", g.audience, g.credential_id as "credentialId", g.client_id as "clientId",
       c.identifier,
       coalesce(t.expires_at <= $2, false) as "isExpired", t.used_at is not null as "isUsed"
     from t join grants g on g.id = t.grant_id left join credentials c on c.id = g.credential_id`,
    [hash, now],
  );
  return row;
}

/** Marks a refresh token as used. It does not wait: the commit does. */
export function markRefreshTokenUsed(db: Db, hash: string, now: Date): void {
  db.send('update refresh_tokens set used_at = $2 where hash = $1', [hash, now]);
}

/** Revokes a grant, and with it all of its tokens. It does not wait: the commit does. */
export function revokeGrant(db: Db, id: string, now: Date): void {
  db.send('update grants set revoked_at = coalesce(revoked_at, $2) where id = $1', [id, now]);
}

/** Deletes some of the refresh tokens that expired over 30 days ago. @returns how many. */
export const forgetOldRefreshTokens = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'refresh_tokens', `expires_at < $1::timestamptz - interval '30 days'`, [now]);

/** Deletes some of the grants older than 30 days that have no token left. @returns how many. */
export const forgetOldGrants = (db: Db, now: Date): Promise<number> =>
  deleteSome(
    db,
    'grants',
    `token_hash is null and created_at < $1::timestamptz - interval '30 days'
       and not exists (select from refresh_tokens t where t.grant_id = grants.id)`,
    [now],
  );

interface GrantRow {
  id: string;
  audience: Audience;
  description: string;
  holder: string;
  personal: boolean;
  expiresAt: Date | null;
  revoked: boolean;
  createdAt: Date;
}

/** Lists all grants, newest first. */
export const listGrants = (db: Db): Promise<GrantRow[]> =>
  db.query(
    `select g.id, g.audience, g.description,
       case when g.client_id is not null then 'client ' || g.client_id
            when g.staff_id is not null then 'admin ' || s.username else 'credential ' || c.identifier end as holder,
       g.token_hash is not null as personal, g.expires_at as "expiresAt", g.revoked_at is not null as revoked,
       g.created_at as "createdAt"
     from grants g left join credentials c on c.id = g.credential_id left join staff s on s.id = g.staff_id
     order by g.created_at desc, g.id`,
  );

/** A user who signs in with e-mail address and password, and the client whose account they own. */
interface ClientLogin {
  userId: number;
  clientId: number;
  passwordHash: string | null;
}

/**
 * Finds a user by e-mail address in any letter case, with a client account that they own: preferably the one with the
 * same address. Closed accounts don't count.
 */
export async function findClientLogin(db: Db, email: string): Promise<ClientLogin | undefined> {
  const [row] = await db.query<ClientLogin>(
    `select u.id as "userId", c.id as "clientId", u.password_hash as "passwordHash"
     from users u join client_users cu on cu.user_id = u.id and cu.is_owner join clients c on c.id = cu.client_id
     where lower(u.email) = lower($1) and c.status <> 'Closed' order by lower(c.email) <> lower($1), c.id limit 1`,
    [email],
  );
  return row;
}
