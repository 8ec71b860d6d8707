import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { ApiError } from '../errors';

/**
 * Hashes passwords that people chose. bcrypt runs in its own thread, because a comparison blocks a thread for 0.2 s.
 */
export interface Passwords {
  /** @throws ApiError (invalid) when the password is longer than the 72 bytes that bcrypt reads */
  hash(password: string): Promise<string>;
  /**
   * Whether the password matches the hash. A successful comparison is cached for a minute.
   *
   * @param attempt a login name and an address. After ten failures, its attempts are refused for a minute, except with
   *   a password that is cached as right
   * @throws ApiError (too_many) for a refused attempt; (busy) when too many comparisons are waiting
   */
  matches(password: string, hash: string, attempt: string): Promise<boolean>;
  /** Takes as long as {@link matches} but always returns false. Use it for user names that don't exist. */
  mismatch(password: string, attempt: string): Promise<false>;
  close(): Promise<void>;
}

const LONGEST_BYTES = 72;
const REMEMBER_MS = 60_000;
const MOST_REMEMBERED = 1000;
/**
 * Comparisons have the lower limit, because anyone can request one and others wait behind it. Hashes are only computed
 * for callers who may add people, or who were mailed a link.
 */
const MOST_WAITING = { compare: 8, hash: 20 };
const MOST_FAILURES = 10;
const FORGET_FAILURES_MS = 60_000;

/** A hash that no known password matches, with the same cost as real ones. */
const unmatchableHash = (cost: number): string =>
  `$2b$${String(cost).padStart(2, '0')}$BC243jDVj7ZxxTyo9UL/LOEmpGH4xnYOjZyayoteoifAFIt2T80tW`;

/** The worker is plain JavaScript in a string, so that it runs from the sources and from the compiled files. */
const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.bcrypt).then(({ default: bcrypt }) => {
    parentPort.on('message', ({ id, password, hash, cost }) => {
      const result = hash === undefined ? bcrypt.hashSync(password, cost) : bcrypt.compareSync(password, hash);
      parentPort.postMessage({ id, result });
    });
  });
`;

/** @param cost bcrypt runs 2 to this power rounds */
export function createPasswords(cost: number): Passwords {
  const worker = new LazyWorker();
  const remembered = new RecentProofs();
  const running = new Map<string, Promise<boolean>>();
  const failures = new Failures();

  async function compare(password: string, hash: string, attempt: string): Promise<boolean> {
    if (failures.tooMany(attempt)) {
      throw new ApiError('too_many', 'Too many failed sign-ins, please try again in a minute');
    }
    if (Buffer.byteLength(password) > LONGEST_BYTES) return false;
    const matched = (await worker.run({ password, hash })) === true;
    if (!matched) failures.add(attempt);
    return matched;
  }

  return {
    async hash(password) {
      if (Buffer.byteLength(password) > LONGEST_BYTES) {
        throw new ApiError('invalid', `A password may have at most ${LONGEST_BYTES} bytes`);
      }
      return String(await worker.run({ password, cost }));
    },
    async matches(password, hash, attempt) {
      const proof = remembered.proof(password, hash);
      if (remembered.has(hash, proof)) return true;
      const key = proof.toString('base64');
      let comparison = running.get(key);
      if (comparison === undefined) {
        comparison = compare(password, hash, attempt).finally(() => running.delete(key));
        running.set(key, comparison);
      }
      const matched = await comparison;
      if (matched) remembered.add(hash, proof);
      return matched;
    },
    async mismatch(password, attempt) {
      await compare(password, unmatchableHash(cost), attempt);
      return false;
    },
    close: () => worker.close(),
  };
}

/** A cache of successful comparisons that does not keep the passwords. */
class RecentProofs {
  private readonly key = randomBytes(32);
  private readonly proofs = new Map<string, { proof: Buffer; until: number }>();

  proof(password: string, hash: string): Buffer {
    return createHmac('sha256', this.key).update(hash).update('\0').update(password).digest();
  }

  has(hash: string, proof: Buffer): boolean {
    const known = this.proofs.get(hash);
    return known !== undefined && known.until > performance.now() && timingSafeEqual(known.proof, proof);
  }

  add(hash: string, proof: Buffer): void {
    this.proofs.delete(hash);
    this.proofs.set(hash, { proof, until: performance.now() + REMEMBER_MS });
    const oldest = this.proofs.keys().next().value;
    if (this.proofs.size > MOST_REMEMBERED && oldest !== undefined) this.proofs.delete(oldest);
  }
}

/** Counts recent failures by attempt. */
class Failures {
  private readonly counts = new Map<string, { count: number; until: number }>();

  tooMany(attempt: string): boolean {
    const known = this.counts.get(attempt);
    return known !== undefined && known.count >= MOST_FAILURES && known.until > performance.now();
  }

  add(attempt: string): void {
    const known = this.counts.get(attempt);
    const count = known !== undefined && known.until > performance.now() ? known.count + 1 : 1;
    this.counts.delete(attempt);
    this.counts.set(attempt, { count, until: performance.now() + FORGET_FAILURES_MS });
    const oldest = this.counts.keys().next().value;
    if (this.counts.size > MOST_REMEMBERED && oldest !== undefined) this.counts.delete(oldest);
  }
}

interface Job {
  password: string;
  hash?: string;
  cost?: number;
}

/** A worker thread that starts with the first password, and keeps the process alive only while it works. */
class LazyWorker {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  private lastId = 0;

  run(job: Job): Promise<unknown> {
    if (this.waiting.size >= MOST_WAITING[job.hash === undefined ? 'hash' : 'compare']) {
      throw new ApiError('busy', 'Too many passwords are being checked at once, please try again shortly');
    }
    const worker = this.start();
    worker.ref();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...job });
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    if (this.worker !== undefined) return this.worker;
    const bcrypt = pathToFileURL(require.resolve('bcryptjs')).href;
    const worker = new Worker(WORKER, { eval: true, workerData: { bcrypt } });
    worker.on('message', ({ id, result }: { id: number; result: unknown }) => {
      this.waiting.get(id)?.resolve(result);
      this.waiting.delete(id);
      if (this.waiting.size === 0) worker.unref();
    });
    worker.on('error', (error) => {
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
      this.worker = undefined;
    });
    this.worker = worker;
    return worker;
  }
}
