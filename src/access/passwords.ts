import { createHash } from 'node:crypto';
import { ApiError } from '../errors';
import { readNetwork } from './networks';
import { checkChosen } from './passwords/chosen';
import { type Attempt, Failures, MOST_FAILURES } from './passwords/failures';
import { type HashJob, HashWorker } from './passwords/hash-worker';
import { Line } from './passwords/line';
import { Proofs } from './passwords/proofs';

/**
 * Hashes passwords that people chose. bcrypt runs in its own thread, because a comparison blocks a thread for 0.2 s.
 */
export interface Passwords {
  /**
   * Hashes a new password.
   *
   * @throws ApiError (invalid) what {@link checkChosen} refuses; (invalid) when the password is longer than the 72 bytes
   *   that bcrypt reads; (busy) when too many passwords are waiting
   */
  hash(password: string): Promise<string>;
  /**
   * Finds the hash that a password matches. A right password is remembered for an hour, and then needs no comparison.
   * Wrong ones of a name that failed ten times from this address wait a second after each other.
   *
   * @param hashes the possible ones. With none, as for a name that does not exist, it takes as long as with one
   * @param attempt the name as the caller sent it, in any letter case, and the caller's address
   * @returns undefined for a wrong password
   * @throws ApiError (too_many) instead, if this name failed ten times from this address within a minute; (busy) when
   *   too many passwords are waiting
   */
  match(password: string, hashes: readonly string[], attempt: Attempt): Promise<string | undefined>;
  /** How many passwords wait to be hashed or compared. */
  waiting(): number;
  close(): Promise<void>;
}

const LONGEST_BYTES = 72;
/** New passwords wait in line like an address of their own. They come from callers who may add people. */
const HASHING: Attempt = { name: '', address: 'hashing' };
const MOST_HASHING = 20;

/** A hash that no known password matches, with the same cost as real ones. */
const unmatchableHash = (cost: number): string =>
  `$2b$${String(cost).padStart(2, '0')}$BC243jDVj7ZxxTyo9UL/LOEmpGH4xnYOjZyayoteoifAFIt2T80tW`;

/** @param cost bcrypt runs 2 to this power rounds */
export function createPasswords(cost: number): Passwords {
  const worker = new HashWorker();
  const failures = new Failures();
  const line = new Line<HashJob>(failures, (job) => worker.run(job));
  const proofs = new Proofs();
  const running = new Map<string, Promise<unknown>>();

  /** Compares equal attempts that arrive together only once, whether their name exists or not. */
  function compare(password: string, hashes: readonly string[], attempt: Attempt): Promise<unknown> {
    const key = proofs.digest(attempt.name, attempt.address, password, ...hashes).toString('base64');
    const known = running.get(key);
    if (known !== undefined) return known;
    const job = { password, hashes: hashes.length > 0 ? hashes : [unmatchableHash(cost)] };
    const comparison = line.enter(attempt, job).finally(() => running.delete(key));
    running.set(key, comparison);
    return comparison;
  }

  return {
    async hash(password) {
      await checkChosen(password);
      if (Buffer.byteLength(password) > LONGEST_BYTES) {
        throw new ApiError('invalid', `A password may have at most ${LONGEST_BYTES} bytes`);
      }
      return String(await line.enter(HASHING, { password, cost }, MOST_HASHING));
    },
    async match(password, hashes, { name, address }) {
      const remembered = hashes.find((hash) => proofs.has(password, hash));
      if (remembered !== undefined) return remembered;
      if (Buffer.byteLength(password) > LONGEST_BYTES) return undefined;
      const attempt = { name: digestOf(name.toLowerCase()), address: neighbourhoodOf(address) };
      const matched = await compare(password, hashes, attempt);
      if (typeof matched === 'string') {
        proofs.add(password, matched);
        return matched;
      }
      if (failures.add(attempt) > MOST_FAILURES) {
        throw new ApiError('too_many', 'Too many failed sign-ins, please try again in a minute');
      }
      return undefined;
    },
    waiting: () => line.length,
    async close() {
      line.close();
      await worker.close();
    },
  };
}

/** Names are as long as a caller likes, and we keep thousands of them. */
const digestOf = (name: string): string => createHash('sha256').update(name).digest('base64');

/** Providers give each customer 2^64 IPv6 addresses or more, so a whole /64 counts as one address. */
const neighbourhoodOf = (address: string): string =>
  address.includes(':') ? (readNetwork(`${address}/64`) ?? address) : address;
