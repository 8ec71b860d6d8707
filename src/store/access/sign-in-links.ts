import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';

/** What a link that somebody asked for does. */
type LinkKind = 'sign-in' | 'password';

/** Somebody wants a link sent to an address, whether or not a user has it. */
export interface LinkRequest {
  kind: LinkKind;
  email: string;
  /** Where the visitor came from. */
  address: string;
}

/** Notes that somebody wants a link. It does not wait: the commit does. */
export const insertLinkRequest = (db: Db, { kind, email, address }: LinkRequest, now: Date): void =>
  db.send('insert into link_requests (kind, email, address, created_at) values ($1, $2, $3, $4)', [
    ...[kind, email, address, now],
  ]);

/** Takes the oldest request that no other process is taking. It is gone with the commit. */
export async function takeLinkRequest(db: Db): Promise<LinkRequest | undefined> {
  const [row] = await db.query<LinkRequest>(
    `delete from link_requests where id = (select id from link_requests order by id limit 1 for update skip locked)
     returning kind, email, address`,
  );
  return row;
}

/** Whether anybody waits for a link. */
export async function areLinksWanted(db: Db): Promise<boolean> {
  return (await db.query('select 1 from link_requests limit 1')).length > 0;
}

/** Counts the links to sign in and to set a password that a user was sent since some time. */
export async function countLinks(db: Db, userId: number, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select (select count(*) from sign_in_links where user_id = $1 and created_at > $2)
       + (select count(*) from password_resets where user_id = $1 and created_at > $2) as count`,
    [userId, since],
  );
  return row?.count ?? 0;
}

/** Stores the token of a link that signs a user in. It does not wait: the commit does. */
export const insertSignInLink = (db: Db, userId: number, tokenHash: string, expiresAt: Date, now: Date): void =>
  db.send('insert into sign_in_links (token_hash, user_id, expires_at, created_at) values ($1, $2, $3, $4)', [
    ...[tokenHash, userId, expiresAt, now],
  ]);

/** Finds the address of the user whom a link signs in; undefined if the link is unknown, used or expired. */
export async function findSignInLink(db: Db, tokenHash: string, now: Date): Promise<string | undefined> {
  const [row] = await db.query<{ email: string }>(
    `select u.email from sign_in_links l join users u on u.id = l.user_id
     where l.token_hash = $1 and l.used_at is null and l.expires_at > $2`,
    [tokenHash, now],
  );
  return row?.email;
}

/** Uses up a link. @returns its user; undefined in the same cases as {@link findSignInLink}. */
export async function useSignInLink(db: Db, tokenHash: string, now: Date): Promise<number | undefined> {
  const [row] = await db.query<{ userId: number }>(
    `update sign_in_links set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
     returning user_id as "userId"`,
    [tokenHash, now],
  );
  return row?.userId;
}

/** Deletes some of the expired links. @returns how many. */
export const forgetOldSignInLinks = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'sign_in_links', 'expires_at <= $1', [now]);
