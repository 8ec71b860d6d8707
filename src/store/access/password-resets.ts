import type { Db } from '../../database/pool';

/** Keeps a link that sets a password; an earlier one of the user that was not used ends. */
export function insertPasswordReset(db: Db, userId: number, tokenHash: string, expiresAt: Date, now: Date): void {
  db.send('delete from password_resets where user_id = $1 and used_at is null', [userId]);
  db.send('insert into password_resets (token_hash, user_id, expires_at, created_at) values ($1, $2, $3, $4)', [
    tokenHash,
    userId,
    expiresAt,
    now,
  ]);
}

/** Whose password a link sets; undefined for a link that was used or is too old, and where there is none. */
export async function findPasswordReset(db: Db, tokenHash: string, now: Date): Promise<number | undefined> {
  const [row] = await db.query<{ userId: number }>(
    'select user_id as "userId" from password_resets where token_hash = $1 and used_at is null and expires_at > $2',
    [tokenHash, now],
  );
  return row?.userId;
}

/**
 * Uses a link that sets a password up. The user is held first, as by everybody who changes their password and so ends
 * their links, so that the two never wait for each other.
 *
 * @returns whose password it sets; undefined as {@link findPasswordReset} does.
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
