import { createHash } from 'node:crypto';
import type { Db } from '../database/pool';
import { ApiError } from '../errors';
import { claimKey, keepAnswer } from '../store/desk/idempotency';
import type { Result } from './action';
import type { Ignored } from './ignored';
import type { Registered } from './registry';
import type { AnswerSchema } from './schema';

/** A call with an idempotency key. */
interface KeyedCall {
  action: Registered;
  params: Record<string, unknown>;
  /** The owner of the key. Another caller may use the same key for another call. */
  caller: string;
  key: string;
  now: Date;
  /** What the call went on without. A repeated call is told the same. */
  ignored: Ignored;
}

/** The outcome of a call. */
export interface Answer {
  result: Result;
  /** Whether this is the stored answer to an earlier call with the same key. */
  replayed: boolean;
}

/**
 * Runs a call and stores its answer under its key, or returns the answer already stored there.
 *
 * @throws ApiError (conflict) `This Idempotency-Key was already used with other parameters`; whatever the call throws
 */
export async function runOnce(db: Db, call: KeyedCall, run: () => Promise<Result>): Promise<Answer> {
  const { action, params, caller, key, now, ignored } = call;
  const claim = { caller, key, requestHash: hashCall(action, params), now };
  const earlier = await claimKey(db, claim);
  if (earlier === undefined) {
    const result = await run();
    const answer = withTaggedDates(withoutSecrets(result, action.schema['x-answer']));
    const reasons = ignored.entries();
    keepAnswer(db, claim, reasons.length === 0 ? answer : { ...answer, [IGNORED]: reasons });
    return { result, replayed: false };
  }
  if (earlier.requestHash !== claim.requestHash) {
    throw new ApiError('conflict', 'This Idempotency-Key was already used with other parameters');
  }
  const { [IGNORED]: reasons = [], ...answer } = earlier.answer;
  for (const [name, reason] of reasons as [string, string][]) ignored.add(name, reason);
  return { result: withDates(answer) as Result, replayed: true };
}

/** Empties secrets in the answer to store: a secret is shown only once, so a replayed answer has none. */
function withoutSecrets(result: Result, { properties = {} }: AnswerSchema): Result {
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, properties[name]?.['x-secret'] ? '' : value]),
  );
}

/** The member of a stored answer that is not part of the answer. No action answers a name with this sign. */
const IGNORED = '$ignored';

const DATE_TAG = '$date';

/** Tags dates, because JSON has none and the door must format a stored answer exactly like the first one. */
function withTaggedDates(value: Result): Result;
function withTaggedDates(value: unknown): unknown {
  if (value instanceof Date) return { [DATE_TAG]: value.getTime() };
  if (Array.isArray(value)) return value.map((item) => withTaggedDates(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTaggedDates(inner)]));
}

function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [tag, time] = entries[0] ?? [];
  if (entries.length === 1 && tag === DATE_TAG && typeof time === 'number') return new Date(time);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withDates(inner)]));
}

/**
 * Identifies a call: equal calls have equal hashes, because parameters are decoded in schema order. Passwords are left
 * out. Someone who reads the table, where the hash is kept for a day, could otherwise guess a chosen password from it.
 */
function hashCall({ name, schema }: Registered, params: Record<string, unknown>): string {
  const withoutPasswords = Object.entries(params).filter(([key]) => !schema.properties[key]?.['x-secret']);
  return sha256(JSON.stringify([name, withoutBytes(Object.fromEntries(withoutPasswords))]));
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

function withoutBytes(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return sha256(value);
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutBytes(inner)]));
}
