import type { Db } from '../database/pool';

/** SQL for the number of the lock named `$1`. Letter case does not matter. */
const KEY = 'hashtextextended(lower($1), 0)';

/** Takes the lock of this name until the transaction ends. Waits while another transaction has it. */
export async function lockUntilCommit(db: Db, name: string): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(${KEY})`, [name]);
}

/** The same without waiting. @returns false if another transaction has it. */
export async function tryLockUntilCommit(db: Pick<Db, 'query'>, name: string): Promise<boolean> {
  const [lock] = await db.query<{ ours: boolean }>(`select pg_try_advisory_xact_lock(${KEY}) as ours`, [name]);
  return lock?.ours ?? false;
}
