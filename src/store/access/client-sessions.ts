import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';

/** Whose a session is: a client, and the user through whom. */
export interface SessionOwner {
  clientId: number;
  userId: number | null;
}

/**
 * Uses a single sign-on token up, begins a session of whomever it signs in, and notes the sign-in. A token that another
 * transaction is using is waited for, and is then used.
 *
 * @returns whom the token signs in and the path that it leads to; undefined, and nothing is begun, when it is none that
 * works.
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

export interface ClientSession {
  clientId: number;
  mayTickets: boolean;
}

/**
 * A living session. Nothing is left of it when the client was closed or may not come in by single sign-on, or when the user
 * is none of the client's any more.
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

/** Ends a session. @returns whose it was; undefined where there is none. */
export async function deleteSession(db: Db, hash: string): Promise<SessionOwner | undefined> {
  const [row] = await db.query<SessionOwner>(
    'delete from client_sessions where hash = $1 returning client_id as "clientId", user_id as "userId"',
    [hash],
  );
  return row;
}

/** Deletes some of the single sign-on tokens that have ended. @returns how many. */
export const forgetOldSsoTokens = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'sso_tokens', 'expires_at <= $1', [now]);

/** Deletes some of the sessions that have ended. @returns how many. */
export const forgetOldSessions = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'client_sessions', 'expires_at <= $1', [now]);
