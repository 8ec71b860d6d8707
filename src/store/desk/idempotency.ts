import type { Db } from '../../database/pool';
import { deleteSome } from './sweeping';

interface Claim {
  /** Each caller has its own keys. */
  caller: string;
  key: string;
  requestHash: string;
  now: Date;
}

interface EarlierCall {
  requestHash: string;
  answer: Record<string, unknown>;
}

/**
 * Claims a key for this call, for 24 hours. If another call with the key is still running, waits until it ends.
 *
 * @returns the earlier call with its answer; undefined if this call now has the key.
 */
export async function claimKey(db: Db, { caller, key, requestHash, now }: Claim): Promise<EarlierCall | undefined> {
  const taken = await db.query(
    `insert into idempotency_keys as k (caller, key, request_hash, created_at) values ($1, $2, $3, $4)
     on conflict (caller, key) do update
       set request_hash = excluded.request_hash, answer = null, created_at = excluded.created_at
       where k.created_at < excluded.created_at - interval '24 hours'
     returning 1`,
    [caller, key, requestHash, now],
  );
  if (taken.length > 0) return undefined;
  const [earlier] = await db.query<EarlierCall>(
    'select request_hash as "requestHash", answer from idempotency_keys where caller = $1 and key = $2',
    [caller, key],
  );
  return earlier;
}

/** Stores the call's answer with its key. It does not wait: the commit does. */
export function keepAnswer(db: Db, { caller, key }: Claim, answer: Record<string, unknown>): void {
  db.send('update idempotency_keys set answer = $3 where caller = $1 and key = $2', [
    caller,
    key,
    JSON.stringify(answer),
  ]);
}

/** Deletes some of the keys that are older than 24 hours. @returns how many. */
export const forgetOldKeys = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'idempotency_keys', `created_at < $1::timestamptz - interval '24 hours'`, [now]);
