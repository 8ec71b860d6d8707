import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';

/** The client whose session it is, and the user who signed in. */
export interface SessionOwner {
  clientId: number;
  userId: number | null;
}

/** How a session began. */
export type SignInWay = 'sso' | 'password' | 'link';

/** A session to insert. */
interface NewSession {
  hash: string;
  clientId: number;
  userId: number | null;
  way: SignInWay;
  address: string;
  /** The browser in a few words; empty if it does not say. */
  browser: string;
  /** Whether it counts only once a second factor was proved. */
  awaitsCode: boolean;
  expiresAt: Date;
  now: Date;
}

/** Inserts a session. It does not wait: the commit does. */
export function insertSession(db: Db, session: NewSession): void {
  const { hash, clientId, userId, way, address, browser, awaitsCode, expiresAt, now } = session;
  db.send(
    `insert into client_sessions
       (hash, client_id, user_id, way, address, browser, awaits_code, expires_at, created_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [hash, clientId, userId, way, address, browser, awaitsCode, expiresAt, now],
  );
}

/**
 * Uses up a single sign-on token. If another transaction is using it, this one waits, and then finds it used.
 *
 * @returns whom the token signs in, and the path it leads to; undefined if the token is not valid.
 */
export async function takeSsoToken(
  db: Db,
  hash: string,
  now: Date,
): Promise<(SessionOwner & { path: string }) | undefined> {
  const [used] = await db.query<SessionOwner & { path: string }>(
    `update sso_tokens t set used_at = $2 from clients c
     where t.hash = $1 and t.used_at is null and t.expires_at > $2
       and c.id = t.client_id and c.sso_allowed and c.status <> 'Closed'
     returning t.client_id as "clientId", t.user_id as "userId", t.path`,
    [hash, now],
  );
  return used;
}

interface ClientSession extends SessionOwner {
  id: number;
  mayTickets: boolean;
  lastSeenAt: Date;
}

/** SQL for a session `s` with its client `c` and membership `cu`. */
const SESSIONS = `client_sessions s join clients c on c.id = s.client_id
  left join client_users cu on cu.client_id = s.client_id and cu.user_id = s.user_id`;

/** Whether such a session is valid at $2, if it was used after $3. */
const IS_VALID = `s.expires_at > $2 and coalesce(s.last_seen_at, s.created_at) > $3 and c.status <> 'Closed'
  and (s.way <> 'sso' or c.sso_allowed) and (s.user_id is null or cu.user_id is not null)`;

/**
 * Finds a session that is still valid. It no longer is if nobody used it for too long, if the client is closed or may
 * not use single sign-on by which it began, or if the user has left the client's account.
 *
 * @param usedAfter when it must have been used last.
 */
export async function findSession(
  db: Db,
  hash: string,
  now: Date,
  usedAfter: Date,
): Promise<ClientSession | undefined> {
  const [row] = await db.query<ClientSession>(
    `select s.id, s.client_id as "clientId", s.user_id as "userId",
       coalesce(s.last_seen_at, s.created_at) as "lastSeenAt",
       s.user_id is null or cu.is_owner or 'tickets' = any(cu.permissions) as "mayTickets"
     from ${SESSIONS} where s.hash = $1 and not s.awaits_code and ${IS_VALID}`,
    [hash, now, usedAfter],
  );
  return row;
}

/** Notes that a session is used. */
export async function noteSessionUse(db: Db, id: number, now: Date): Promise<void> {
  await db.query('update client_sessions set last_seen_at = $2 where id = $1', [id, now]);
}

/** A session that waits for a second factor. */
interface WaitingSession {
  clientId: number;
  userId: number;
  way: SignInWay;
}

/** Finds a session that waits for a second factor. @param most so many wrong codes end it */
export async function findWaitingSession(
  db: Db,
  hash: string,
  now: Date,
  most: number,
): Promise<WaitingSession | undefined> {
  const [row] = await db.query<WaitingSession>(
    `select s.client_id as "clientId", s.user_id as "userId", s.way from ${SESSIONS}
     where s.hash = $1 and s.awaits_code and s.wrong_codes < $3 and s.expires_at > $2 and c.status <> 'Closed'
       and cu.user_id is not null`,
    [hash, now, most],
  );
  return row;
}

/** Counts a wrong code against a session that waits for one. It does not wait: the commit does. */
export const countWrongCode = (db: Db, hash: string): void =>
  db.send('update client_sessions set wrong_codes = wrong_codes + 1 where hash = $1', [hash]);

/**
 * Ends a session that waits for a code, to be replaced by one that does not.
 *
 * @returns false if it is gone, or if as many wrong codes as end it were counted since {@link findWaitingSession}
 */
export async function endWaitingSession(db: Db, hash: string, most: number): Promise<boolean> {
  const rows = await db.query('delete from client_sessions where hash = $1 and wrong_codes < $2 returning 1', [
    hash,
    most,
  ]);
  return rows.length > 0;
}

/** One of the browsers that are signed in. */
export interface ListedSession {
  id: number;
  way: SignInWay;
  address: string;
  browser: string;
  createdAt: Date;
  lastSeenAt: Date;
}

/** Lists the valid sessions of a user, or without one those of a client that no user has; the last used comes first. */
export const listSessions = (
  db: Db,
  { clientId, userId }: SessionOwner,
  now: Date,
  usedAfter: Date,
): Promise<ListedSession[]> =>
  db.query(
    `select s.id, s.way, s.address, s.browser, s.created_at as "createdAt",
       coalesce(s.last_seen_at, s.created_at) as "lastSeenAt"
     from ${SESSIONS}
     where s.user_id is not distinct from $1 and ($1::int is not null or s.client_id = $4) and not s.awaits_code and ${IS_VALID}
     order by "lastSeenAt" desc, s.id desc limit 200`,
    [userId, now, usedAfter, clientId],
  );

/** Lets a session go on in another account of its user. It does not wait: the commit does. */
export const moveSession = (db: Db, id: number, clientId: number): void =>
  db.send('update client_sessions set client_id = $2 where id = $1', [id, clientId]);

/** Ends a session. @returns whose it was; undefined if there is none. */
export async function deleteSession(db: Db, hash: string): Promise<SessionOwner | undefined> {
  const [row] = await db.query<SessionOwner>(
    'delete from client_sessions where hash = $1 returning client_id as "clientId", user_id as "userId"',
    [hash],
  );
  return row;
}

/** Ends a session, if it is there. It does not wait: the commit does. */
export const dropSession = (db: Db, hash: string): void =>
  db.send('delete from client_sessions where hash = $1', [hash]);

/**
 * Ends sessions of a user, or without one those of a client that no user has.
 *
 * @param which the only one to end, or the only one to keep.
 * @returns how many there were.
 */
export async function deleteSessionsOf(
  db: Db,
  { clientId, userId }: SessionOwner,
  which: { only: number } | { except: number },
): Promise<number> {
  const rows = await db.query(
    `delete from client_sessions where user_id is not distinct from $1 and ($1::int is not null or client_id = $2)
       and ${'only' in which ? 'id = $3' : 'id <> $3'} returning 1`,
    [userId, clientId, 'only' in which ? which.only : which.except],
  );
  return rows.length;
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
