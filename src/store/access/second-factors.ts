import type { Db } from '../../database/pool';
import { inserted } from '../rows';

/** Whose second factor it is. Users and administrators are separate id spaces. */
export type FactorOwner = { userId: number } | { staffId: number };

interface SecondFactor {
  id: number;
  /** Sealed with the desk's key, as `second-factor:ID:secret`. */
  secret: string;
  /** Null until its owner has proved that their device knows the secret. It does not count before. */
  confirmedAt: Date | null;
  /** The latest step whose code was used. No code works twice. */
  lastStep: number;
}

const columnOf = (owner: FactorOwner): string => ('userId' in owner ? 'user_id' : 'staff_id');
const idOf = (owner: FactorOwner): number => ('userId' in owner ? owner.userId : owner.staffId);

export async function findSecondFactor(db: Db, owner: FactorOwner): Promise<SecondFactor | undefined> {
  const [row] = await db.query<SecondFactor>(
    `select id, secret, confirmed_at as "confirmedAt", last_step as "lastStep" from second_factors
     where ${columnOf(owner)} = $1`,
    [idOf(owner)],
  );
  return row;
}

/** Draws the id of a new second factor, which its sealed secret names. */
export async function drawFactorId(db: Db): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('second_factors', 'id'))::int as id`,
  );
  return inserted(rows).id;
}

/** Inserts a second factor that is not confirmed yet. @returns false if its owner has one. */
export async function insertSecondFactor(
  db: Db,
  id: number,
  owner: FactorOwner,
  secret: string,
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `insert into second_factors (id, ${columnOf(owner)}, secret, created_at) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [id, idOf(owner), secret, now],
  );
  return rows.length > 0;
}

/** Makes a second factor count, and uses the code of a step up. @returns false if it counted before. */
export async function confirmSecondFactor(db: Db, id: number, step: number, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update second_factors set confirmed_at = $3, last_step = $2
     where id = $1 and confirmed_at is null and last_step < $2 returning 1`,
    [id, step, now],
  );
  return rows.length > 0;
}

/** Uses the code of a step up. @returns false if it, or a later one, was used before. */
export async function useStep(db: Db, id: number, step: number): Promise<boolean> {
  const rows = await db.query(
    'update second_factors set last_step = $2 where id = $1 and confirmed_at is not null and last_step < $2 returning 1',
    [id, step],
  );
  return rows.length > 0;
}

/** Replaces the recovery codes of a second factor. It does not wait: the commit does. */
export function writeRecoveryCodes(db: Db, factorId: number, hashes: string[]): void {
  db.send('delete from recovery_codes where factor_id = $1', [factorId]);
  db.send('insert into recovery_codes (factor_id, hash) select $1, unnest($2::text[])', [factorId, hashes]);
}

/** Uses a recovery code up. @returns false if it is unknown or was used before. */
export async function useRecoveryCode(db: Db, factorId: number, hash: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    'update recovery_codes set used_at = $3 where factor_id = $1 and hash = $2 and used_at is null returning 1',
    [factorId, hash, now],
  );
  return rows.length > 0;
}

/** Whether a recovery code is good. */
export async function isRecoveryCode(db: Db, factorId: number, hash: string): Promise<boolean> {
  const rows = await db.query('select 1 from recovery_codes where factor_id = $1 and hash = $2 and used_at is null', [
    factorId,
    hash,
  ]);
  return rows.length > 0;
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Db, factorId: number): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*) from recovery_codes where factor_id = $1 and used_at is null',
    [factorId],
  );
  return row?.count ?? 0;
}

/** Removes the second factor of an owner. @returns false if there is none. */
export async function deleteSecondFactor(
  db: Db,
  owner: FactorOwner,
  which: 'any' | 'unconfirmed' = 'any',
): Promise<boolean> {
  const rows = await db.query(
    `delete from second_factors where ${columnOf(owner)} = $1
       ${which === 'any' ? '' : 'and confirmed_at is null'} returning 1`,
    [idOf(owner)],
  );
  return rows.length > 0;
}
