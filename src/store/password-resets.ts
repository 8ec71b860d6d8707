import type { Db } from '../database/pool';

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
