import type { Db } from '../database/pool';

/** SQL for the number of a lock, from its name in any letter case in `$1`. */
const KEY = 'hashtextextended(lower($1), 0)';

/** Waits for whoever has the lock of a name, and keeps it until the transaction ends. */
export async function lockUntilCommit(db: Db, name: string): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(${KEY})`, [name]);
}

/** The same without waiting. @returns false where somebody else has it. */
export async function tryLockUntilCommit(db: Pick<Db, 'query'>, name: string): Promise<boolean> {
  const [lock] = await db.query<{ ours: boolean }>(`select pg_try_advisory_xact_lock(${KEY}) as ours`, [name]);
  return lock?.ours ?? false;
}
