import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';

/** The client whose session it is, and the user who signed in. */
export interface SessionOwner {
  clientId: number;
  userId: number | null;
}

/**
 * Uses up a single sign-on token: begins a session for its client and records the sign-in. If another transaction is
 * using the token, this one waits, and then finds it used.
 *
 * @returns whom the token signs in, and the path it leads to; undefined, and no session begins, if the token is not
 * valid.
 */
export async function openSession(
  db: Db,
  hashes: { token: string; session: string },
  address: string,
  now: Date,
  expiresAt: Date,
): Promise<(SessionOwner & { path: string }) | undefined> {
  const [used] = await db.query<SessionOwner & { path: string }>(
    `with used as (
       update sso_tokens t set used_at = $3 from clients c
       where t.hash = $1 and t.used_at is null and t.expires_at > $3
         and c.id = t.client_id and c.sso_allowed and c.status <> 'Closed'
       returning t.client_id, t.user_id, t.path),
     begun as (
       insert into client_sessions (hash, client_id, user_id, expires_at, created_at)
       select $2, client_id, user_id, $4, $3 from used),
     noted as (
       update clients c set last_login_at = $3, last_address = $5 from used where c.id = used.client_id)
     select client_id as "clientId", user_id as "userId", path from used`,
    [hashes.token, hashes.session, now, expiresAt, address],
  );
  return used;
}

interface ClientSession {
  clientId: number;
  mayTickets: boolean;
}

/**
 * Finds a session that is still valid. It no longer is if the client is closed or may not use single sign-on, or if the
 * user has left the client's account.
 */
export async function findSession(db: Db, hash: string, now: Date): Promise<ClientSession | undefined> {
  const [row] = await db.query<ClientSession>(
    `select s.client_id as "clientId",
       s.user_id is null or cu.is_owner or 'tickets' = any(cu.permissions) as "mayTickets"
     from client_sessions s join clients c on c.id = s.client_id
       left join client_users cu on cu.client_id = s.client_id and cu.user_id = s.user_id
     where s.hash = $1 and s.expires_at > $2 and c.sso_allowed and c.status <> 'Closed'
       and (s.user_id is null or cu.user_id is not null)`,
    [hash, now],
  );
  return row;
}

/** Ends a session. @returns whose it was; undefined if there is none. */
export async function deleteSession(db: Db, hash: string): Promise<SessionOwner | undefined> {
  const [row] = await db.query<SessionOwner>(
    'delete from client_sessions where hash = $1 returning client_id as "clientId", user_id as "userId"',
    [hash],
  );
  return row;
}

/** Deletes some of the expired single sign-on tokens. @returns how many. */
export const forgetOldSsoTokens = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'sso_tokens', 'expires_at <= $1', [now]);

/** Deletes some of the expired sessions. @returns how many. */
export const forgetOldSessions = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'client_sessions', 'expires_at <= $1', [now]);

/** A client to be signed in, and the user who acts for it. */
export interface SsoAccount {
  clientId: number;
  /** Null if no user owns the client's account. */
  userId: number | null;
  /** Whether the client allows single sign-on. */
  isAllowed: boolean;
}

/**
 * Finds a client of a user. Clients that allow single sign-on come first, then those that the user owns.
 *
 * @param clientId the only acceptable client; undefined for any.
 * @returns the client's id; undefined if the user has none.
 */
export async function findClientOfUser(
  db: Db,
  userId: number | undefined,
  clientId: number | undefined,
): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    `select cu.client_id as id from client_users cu join clients c on c.id = cu.client_id
     where cu.user_id = $1 and ($2::int is null or cu.client_id = $2)
     order by (c.sso_allowed and c.status <> 'Closed') desc, cu.is_owner desc, cu.client_id limit 1`,
    [userId ?? null, clientId ?? null],
  );
  return row?.id;
}

/** Finds a client to be signed in. The user is the given one, else the account's oldest owner. */
export async function findSsoAccount(
  db: Db,
  clientId: number | undefined,
  userId: number | undefined,
): Promise<SsoAccount | undefined> {
  const [row] = await db.query<SsoAccount>(
    `select c.id as "clientId", coalesce($2, (select user_id from client_users where client_id = c.id and is_owner
         order by user_id limit 1)) as "userId",
       c.sso_allowed and c.status <> 'Closed' as "isAllowed"
     from clients c where c.id = $1`,
    [clientId, userId ?? null],
  );
  return row;
}

/** Inserts a single sign-on token that leads to a path. It does not wait: the commit does. */
export function insertSsoToken(
  db: Db,
  hash: string,
  { clientId, userId }: SessionOwner,
  path: string,
  expiresAt: Date,
): void {
  db.send('insert into sso_tokens (hash, client_id, user_id, path, expires_at) values ($1, $2, $3, $4, $5)', [
    ...[hash, clientId, userId, path, expiresAt],
  ]);
}
