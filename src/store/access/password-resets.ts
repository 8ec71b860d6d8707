import type { Db } from '../../database/pool';

/**
 * Stores the token of a link that sets a password, and deletes the user's earlier unused links. It does not wait: the
 * commit does.
 */
export function insertPasswordReset(db: Db, userId: number, tokenHash: string, expiresAt: Date, now: Date): void {
  db.send('delete from password_resets where user_id = $1 and used_at is null', [userId]);
  db.send('insert into password_resets (token_hash, user_id, expires_at, created_at) values ($1, $2, $3, $4)', [
    tokenHash,
    userId,
    expiresAt,
    now,
  ]);
}

/** Finds the user whose password a link sets; undefined if the link is unknown, used or expired. */
export async function findPasswordReset(db: Db, tokenHash: string, now: Date): Promise<number | undefined> {
  const [row] = await db.query<{ userId: number }>(
    'select user_id as "userId" from password_resets where token_hash = $1 and used_at is null and expires_at > $2',
    [tokenHash, now],
  );
  return row?.userId;
}

/**
 * Uses up a link that sets a password. Locks the user first, like every other change of a password, which deletes the
 * user's links. So the two cannot deadlock.
 *
 * @returns the user; undefined in the same cases as {@link findPasswordReset}.
 */
export async function usePasswordReset(db: Db, tokenHash: string, now: Date): Promise<number | undefined> {
  await db.query(
    `select 1 from users where id = (select user_id from password_resets where token_hash = $1) for no key update`,
    [tokenHash],
  );
  const [row] = await db.query<{ userId: number }>(
    `update password_resets set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
     returning user_id as "userId"`,
    [tokenHash, now],
  );
  return row?.userId;
}
