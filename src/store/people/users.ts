import type { Db } from '../../database/pool';
import { inserted } from '../rows';
import { nameOf } from './people';

export interface NewUser {
  firstName: string;
  lastName: string;
  email: string;
  language: string;
  /** Without one, the user cannot sign in. */
  passwordHash: string | null;
}

/** Inserts a user. @returns the id; undefined if another user has the e-mail address, in any letter case. */
export async function insertUser(db: Db, user: NewUser, now: Date): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    `insert into users (first_name, last_name, email, language, password_hash, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $6) on conflict (lower(email)) do nothing returning id`,
    [user.firstName, user.lastName, user.email, user.language, user.passwordHash, now],
  );
  return row?.id;
}

interface NewOwner {
  firstName: string;
  lastName: string;
  email: string;
  passwordHash: string | null;
}

/** Finds the user with an e-mail address, or inserts one. An existing user does not change. */
export async function findOrInsertUser(db: Db, owner: NewOwner): Promise<{ userId: number; isNew: boolean }> {
  const rows = await db.query<{ userId: number; isNew: boolean }>(
    `insert into users (first_name, last_name, email, password_hash) values ($1, $2, $3, $4)
     on conflict (lower(email)) do update set email = users.email returning id as "userId", xmax = 0 as "isNew"`,
    [owner.firstName, owner.lastName, owner.email, owner.passwordHash],
  );
  return inserted(rows);
}

/** Makes a user the owner of a client's account. It does not wait: the commit does. */
export function linkOwner(db: Db, clientId: number, userId: number): void {
  db.send('insert into client_users (client_id, user_id, is_owner) values ($1, $2, true)', [clientId, userId]);
}

export interface User {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  language: string;
}

/** Finds a user by id, or by e-mail address in any letter case. */
export async function findUser(db: Db, by: { id: number } | { email: string }): Promise<User | undefined> {
  const [row] = await db.query<User>(
    `select id, first_name as "firstName", last_name as "lastName", email, language from users
     where ${'id' in by ? 'id = $1' : 'lower(email) = lower($1)'}`,
    ['id' in by ? by.id : by.email],
  );
  return row;
}

/** Finds the password hash of a user by e-mail address, in any letter case; null if they have no password yet. */
export async function findUserPassword(
  db: Db,
  email: string,
): Promise<{ id: number; passwordHash: string | null } | undefined> {
  const [row] = await db.query<{ id: number; passwordHash: string | null }>(
    'select id, password_hash as "passwordHash" from users where lower(email) = lower($1)',
    [email],
  );
  return row;
}

/** Finds the address and the password hash of a user. */
export async function findPasswordOfUser(
  db: Db,
  id: number,
): Promise<{ email: string; passwordHash: string | null } | undefined> {
  const [row] = await db.query<{ email: string; passwordHash: string | null }>(
    'select email, password_hash as "passwordHash" from users where id = $1',
    [id],
  );
  return row;
}

/** What a user sees of themselves. */
interface UserProfile {
  name: string;
  email: string;
  language: string;
  hasPassword: boolean;
}

export async function findUserProfile(db: Db, id: number): Promise<UserProfile | undefined> {
  const [row] = await db.query<UserProfile>(
    `select ${nameOf.user} as name, u.email, u.language, u.password_hash is not null as "hasPassword"
     from users u where u.id = $1`,
    [id],
  );
  return row;
}

/**
 * Finds the user who can sign in with an e-mail address, in any letter case: one who belongs to a client that is not
 * closed.
 *
 * @param spellings of the address; a user with the first comes before one with another
 */
export async function findSignIn(
  db: Db,
  spellings: string[],
): Promise<(User & { passwordHash: string | null }) | undefined> {
  const [row] = await db.query<User & { passwordHash: string | null }>(
    `select id, first_name as "firstName", last_name as "lastName", email, language, password_hash as "passwordHash"
     from users u where lower(email) = any(array(select lower(s) from unnest($1::text[]) s)) and exists (
       select from client_users cu join clients c on c.id = cu.client_id where cu.user_id = u.id and c.status <> 'Closed')
     order by lower(email) <> lower($1[1]) limit 1`,
    [spellings],
  );
  return row;
}

/** A client's account that a user belongs to. */
interface Account {
  id: number;
  name: string;
}

/**
 * Lists the accounts that a user can work in, their own first.
 *
 * @param sessionId of the session that is to go on there: one of single sign-on only where that is allowed.
 */
export const listAccounts = (db: Db, userId: number, sessionId?: number): Promise<Account[]> =>
  db.query(
    `select c.id, coalesce(nullif(c.company, ''), ${nameOf.client}) as name
     from client_users cu join clients c on c.id = cu.client_id
     where cu.user_id = $1 and c.status <> 'Closed'
       and (c.sso_allowed or not exists (select from client_sessions s where s.id = $2 and s.way = 'sso'))
     order by cu.is_owner desc, c.id limit 200`,
    [userId, sessionId ?? null],
  );

/**
 * Records that a user signed in without a password. It does not wait: the commit does.
 */
export const noteSignInByLink = (db: Db, userId: number, address: string, at: Date): void =>
  db.send('update users set last_login_at = $2, last_address = $3 where id = $1', [userId, at, address]);

/**
 * Records that a user signed in.
 *
 * @returns false if the user was deleted or their password changed in the meantime.
 */
export async function noteSignIn(
  db: Db,
  user: { id: number; passwordHash: string },
  address: string,
  at: Date,
): Promise<boolean> {
  const rows = await db.query(
    'update users set last_login_at = $3, last_address = $4 where id = $1 and password_hash = $2 returning 1',
    [user.id, user.passwordHash, at, address],
  );
  return rows.length > 0;
}

/**
 * Ends a user's sessions, sign-in links, password links, and the tokens they got with their password. Personal tokens
 * stay, because the operator made them without the password. It does not wait: the commit does.
 *
 * @param keptSession the only session that goes on.
 */
export function endSignIns(db: Db, userId: number, now: Date, keptSession?: number): void {
  db.send(
    `update grants set revoked_at = $2 where revoked_at is null and token_hash is null
       and client_id in (select client_id from client_users where user_id = $1 and is_owner)`,
    [userId, now],
  );
  endUserSessions(db, userId, keptSession);
  db.send('delete from sso_tokens where user_id = $1', [userId]);
  endLinks(db, userId);
}

/** Ends a user's sessions. It does not wait: the commit does. @param keptSession the only one that goes on */
export const endUserSessions = (db: Db, userId: number, keptSession?: number): void =>
  db.send('delete from client_sessions where user_id = $1 and id is distinct from $2', [userId, keptSession ?? null]);

/** Ends the links that a user was mailed, to sign in and to set a password. It does not wait: the commit does. */
export function endLinks(db: Db, userId: number): void {
  db.send('delete from sign_in_links where user_id = $1 and used_at is null', [userId]);
  db.send('delete from password_resets where user_id = $1 and used_at is null', [userId]);
}

/** A user's membership in a client's account. */
export interface Membership {
  isOwner: boolean;
  permissions: string[];
}

/**
 * Finds whether a user and a client exist, and the user's membership.
 *
 * @param hold locks the membership until the transaction ends.
 */
export async function findMembership(
  db: Db,
  userId: number,
  clientId: number,
  hold: boolean,
): Promise<{ userExists: boolean; clientExists: boolean; membership: Membership | undefined }> {
  const [[found], [membership]] = await Promise.all([
    db.query<{ userExists: boolean; clientExists: boolean }>(
      `select exists (select from users where id = $1) as "userExists",
         exists (select from clients where id = $2) as "clientExists"`,
      [userId, clientId],
    ),
    db.query<Membership>(
      `select is_owner as "isOwner", permissions from client_users where user_id = $1 and client_id = $2
       ${hold ? 'for update' : ''}`,
      [userId, clientId],
    ),
  ]);
  return { userExists: found?.userExists ?? false, clientExists: found?.clientExists ?? false, membership };
}

/** Whether a client's account has a member with this e-mail address, in any letter case. */
export async function hasMember(db: Db, clientId: number, email: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from client_users cu join users u on u.id = cu.user_id
     where cu.client_id = $1 and lower(u.email) = lower($2)`,
    [clientId, email],
  );
  return rows.length > 0;
}

/** Makes a user a member of a client's account. @returns false if they already are. */
export async function insertMembership(
  db: Db,
  userId: number,
  clientId: number,
  permissions: string[],
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `insert into client_users (client_id, user_id, permissions, created_at) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [clientId, userId, permissions, now],
  );
  return rows.length > 0;
}

/** Gives a user exactly these permissions in a client's account. It does not wait: the commit does. */
export function updatePermissions(db: Db, userId: number, clientId: number, permissions: string[]): void {
  db.send('update client_users set permissions = $3 where user_id = $1 and client_id = $2', [
    userId,
    clientId,
    permissions,
  ]);
}

/**
 * Removes a user from a client's account, with their sessions and sign-in links there. It does not wait: the commit
 * does.
 */
export function deleteMembership(db: Db, userId: number, clientId: number): void {
  const both = [userId, clientId];
  db.send('delete from client_users where user_id = $1 and client_id = $2', both);
  db.send('delete from client_sessions where user_id = $1 and client_id = $2', both);
  db.send('delete from sso_tokens where user_id = $1 and client_id = $2', both);
}

/** Locks a client's users until the transaction ends. @returns the ids of those who are members of no other client. */
export async function holdUsersOfNoOtherClient(db: Db, clientId: number): Promise<number[]> {
  const mine = 'select user_id from client_users where client_id = $1';
  await db.query(`select 1 from users where id in (${mine}) order by id for update`, [clientId]);
  const rows = await db.query<{ id: number }>(
    `select id from users where id in (${mine})
       and not exists (select from client_users where user_id = users.id and client_id <> $1) order by id`,
    [clientId],
  );
  return rows.map(({ id }) => id);
}
