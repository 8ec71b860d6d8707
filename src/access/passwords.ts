import { createHash } from 'node:crypto';
import { ApiError } from '../errors';
import { neighbourhoodOf } from './networks';
import { checkChosen } from './passwords/chosen';
import { type Attempt, Failures, MOST_FAILURES } from './passwords/failures';
import { type HashJob, HashWorker, type Matched } from './passwords/hash-worker';
import { Line } from './passwords/line';
import { type Account, LONGEST_BYTES, planComparison, planForNobody, type Tried } from './passwords/plan';
import { Proofs } from './passwords/proofs';
import type { SharedCounts } from './shared-counts';

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
  /**
   * Finds the hash that a password matches, like {@link match}. A hash that another program made is accepted, and
   * replaced by one of ours before the answer.
   *
   * @param account whose password it may be; undefined as for a name that does not exist
   * @param more `others` are hashes that it may match instead; `typed` is what an administrator typed, if the password is
   *   its digest
   * @returns the hash that the account has now, or one of the others; undefined for a wrong password
   * @throws ApiError what {@link match} throws; (unavailable) when the hash cannot be replaced
   */
  prove(
    password: string,
    account: Account | undefined,
    attempt: Attempt,
    more?: { others?: readonly string[]; typed?: string },
  ): Promise<string | undefined>;
  /** How many passwords wait to be hashed or compared. */
  waiting(): number;
  close(): Promise<void>;
}

/** New passwords wait in line like an address of their own. They come from callers who may add people. */
const HASHING: Attempt = { name: '', address: 'hashing' };
const MOST_HASHING = 20;

/**
 * Replaces an account's hash, unless it has changed.
 *
 * @returns the hash that the account has now; undefined if it has none or is gone
 */
type ReplaceHash = (account: Account, better: string) => Promise<string | undefined>;

/**
 * @param cost bcrypt runs 2 to this power rounds
 * @param counts where wrong passwords are counted
 */
export function createPasswords(
  cost: number,
  counts: SharedCounts,
  clock: () => Date,
  replaceHash: ReplaceHash,
): Passwords {
  const worker = new HashWorker();
  const failures = new Failures(counts, clock);
  const line = new Line<HashJob>(failures, (job) => worker.run(job));
  const proofs = new Proofs();
  const running = new Map<string, Promise<Matched | undefined>>();

  /** Compares equal attempts that arrive together only once, whether their name exists or not. */
  function compare(
    tried: Tried,
    hashes: readonly string[],
    attempt: Attempt,
    account: Account | undefined,
  ): Promise<Matched | undefined> {
    const { password, typed = '' } = tried;
    const texts = [attempt.name, attempt.address, password, typed, ...hashes];
    const key = proofs.digest(...texts).toString('base64');
    const known = running.get(key);
    if (known !== undefined) return known;
    const plans = hashes.map((hash) =>
      planComparison(tried, hash, cost, hash === account?.passwordHash ? account : undefined),
    );
    const job = { password, plans: plans.length > 0 ? plans : [planForNobody(tried, cost)] };
    failures.ask(attempt);
    // The worker answers a comparison with what it matched.
    const comparison = line.enter(attempt, job).finally(() => running.delete(key)) as Promise<Matched | undefined>;
    running.set(key, comparison);
    return comparison;
  }

  /**
   * Puts our own hash in the place of another program's. Somebody else may have done so in the meantime, with another
   * salt, or have chosen another password: then what they wrote is compared.
   */
  async function renew(tried: Tried, account: Account, better: string, attempt: Attempt): Promise<string | undefined> {
    const stored = await replaceHash(account, better);
    if (stored === better || stored === undefined) return stored;
    const changed = { ...account, passwordHash: stored };
    return (await compare(tried, [stored], attempt, changed))?.hash;
  }

  async function find(
    tried: Tried,
    hashes: readonly string[],
    attempt: Attempt,
    account: Account | undefined,
  ): Promise<string | undefined> {
    const matched = await compare(tried, hashes, attempt, account);
    if (matched?.better === undefined || account === undefined) return matched?.hash;
    return renew(tried, account, matched.better, attempt);
  }

  async function prove(
    tried: Tried,
    account: Account | undefined,
    { name, address }: Attempt,
    others: readonly string[],
  ): Promise<string | undefined> {
    const { password } = tried;
    const hashes = account?.passwordHash == null ? others : [...others, account.passwordHash];
    const remembered = hashes.find((hash) => proofs.has(password, hash));
    if (remembered !== undefined) return remembered;
    const attempt = { name: digestOf(name.toLowerCase()), address: neighbourhoodOf(address) };
    const matched = await find(tried, hashes, attempt, account);
    if (matched !== undefined) {
      proofs.add(password, matched);
      return matched;
    }
    if (failures.add(attempt) > MOST_FAILURES) {
      throw new ApiError('too_many', 'Too many failed sign-ins, please try again in a minute');
    }
    return undefined;
  }

  return {
    async hash(password) {
      await checkChosen(password);
      if (Buffer.byteLength(password) > LONGEST_BYTES) {
        throw new ApiError('invalid', `A password may have at most ${LONGEST_BYTES} bytes`);
      }
      return String(await line.enter(HASHING, { password, cost }, MOST_HASHING));
    },
    match: (password, hashes, attempt) => prove({ password }, undefined, attempt, hashes),
    prove: (password, account, attempt, { others = [], typed } = {}) =>
      prove({ password, typed }, account, attempt, others),
    waiting: () => line.length,
    async close() {
      line.close();
      await worker.close();
    },
  };
}

/** Names are as long as a caller likes, and we keep thousands of them. */
const digestOf = (name: string): string => createHash('sha256').update(name).digest('base64');
