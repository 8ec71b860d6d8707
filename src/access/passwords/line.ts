import { ApiError } from '../../errors';
import type { Attempt, Failures } from './failures';

/** Places for one address, so that it cannot take them all. Enough for everybody in an office after a restart. */
const MOST_OF_ONE_ADDRESS = 100;
const MOST_WAITING = 300;
/** Places for a name that failed ten times from an address, because only one a second is served. */
const MOST_PAUSED = 10;
/** Longer than this, nobody waits. */
const LONGEST_WAIT_MS = 20_000;

interface Waiting<Job> {
  attempt: Attempt;
  job: Job;
  since: number;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

const busy = (): ApiError =>
  new ApiError('busy', 'Too many passwords are being checked at once, please try again shortly');

/**
 * The line of jobs before the one worker that hashes. It works on one at a time.
 *
 * The addresses take turns. Every second turn serves them in order, so that nobody waits for ever. The other turns serve
 * whoever is least likely to guess: addresses and names with few recent failures first and, among these, the newest.
 * Whoever comes while others try many passwords is thus served next or next but one, even from their address.
 */
export class Line<Job> {
  private waiting: Waiting<Job>[] = [];
  /** The turns of the addresses that wait: the lowest is next. */
  private readonly turns = new Map<string, number>();
  private lastTurn = 0;
  private served = 0;
  private isServing = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly failures: Failures,
    private readonly work: (job: Job) => Promise<unknown>,
  ) {}

  /**
   * Waits for a turn and works on the job.
   *
   * @param most the places for this address
   * @throws ApiError (busy) when all places are taken, by newer attempts if this name failed ten times from this
   *   address; or after twenty seconds
   */
  async enter(attempt: Attempt, job: Job, most = MOST_OF_ONE_ADDRESS): Promise<unknown> {
    this.refuseLate();
    const own = this.waitingFrom(attempt.address);
    if (own >= most) throw busy();
    if (this.waiting.length >= MOST_WAITING) this.makeRoom(own);
    return new Promise((resolve, reject) => {
      this.waiting.push({ attempt, job, since: performance.now(), resolve, reject });
      if (own === 0) this.takeTurn(attempt.address);
      this.serve();
    });
  }

  get length(): number {
    return this.waiting.length;
  }

  close(): void {
    clearTimeout(this.timer);
    for (const { reject } of this.waiting) reject(busy());
    this.waiting = [];
  }

  private waitingFrom(address: string): number {
    return this.waiting.filter(({ attempt }) => attempt.address === address).length;
  }

  /** Takes a place from the address that has most of them; of several, from the one that failed most. */
  private makeRoom(own: number): void {
    const worst = best(this.waiting, ({ attempt: { address } }, index) => [
      -this.waitingFrom(address),
      -this.failures.ofAddress(address),
      -index,
    ]);
    if (worst === undefined || this.waitingFrom(worst.attempt.address) <= own) throw busy();
    this.remove(worst);
    worst.reject(busy());
  }

  private takeTurn(address: string): void {
    this.lastTurn += 1;
    this.turns.set(address, this.lastTurn);
  }

  private remove(gone: Waiting<Job>): void {
    this.waiting = this.waiting.filter((other) => other !== gone);
    if (this.waitingFrom(gone.attempt.address) === 0) this.turns.delete(gone.attempt.address);
  }

  private refuseLate(): void {
    const earliest = performance.now() - LONGEST_WAIT_MS;
    for (const late of this.waiting.filter(({ since }) => since <= earliest)) {
      this.remove(late);
      late.reject(busy());
    }
  }

  /** Keeps the newest attempts of a name that must wait after each failure: its caller has given the oldest up. */
  private refuseSurplus(): void {
    const kept = new Map<string, number>();
    for (const one of this.waiting.toReversed()) {
      if (this.failures.pausedUntil(one.attempt) === 0) continue;
      const pair = `${one.attempt.name} ${one.attempt.address}`;
      const count = (kept.get(pair) ?? 0) + 1;
      kept.set(pair, count);
      if (count <= MOST_PAUSED) continue;
      this.remove(one);
      one.reject(busy());
    }
  }

  private serve(): void {
    if (this.isServing) return;
    this.refuseLate();
    this.refuseSurplus();
    const next = this.next();
    clearTimeout(this.timer);
    if (next === undefined) {
      if (this.waiting.length > 0) this.timer = setTimeout(() => this.serve(), this.untilSomethingIsDue());
      return;
    }
    this.remove(next);
    if (this.turns.has(next.attempt.address)) this.takeTurn(next.attempt.address);
    this.isServing = true;
    this.work(next.job)
      .then(next.resolve, next.reject)
      .finally(() =>
        // Only then has this one's outcome been counted, which may change who is next.
        setImmediate(() => {
          this.isServing = false;
          this.serve();
        }),
      );
  }

  private next(): Waiting<Job> | undefined {
    const now = performance.now();
    const ready = this.waiting.filter(({ attempt }) => this.failures.pausedUntil(attempt) <= now);
    if (ready.length === 0) return undefined;
    this.served += 1;
    const turnOf = (address: string): number => this.turns.get(address) ?? 0;
    if (this.served % 2 === 0) return best(ready, ({ attempt }, index) => [turnOf(attempt.address), index]);
    return best(ready, ({ attempt: { name, address } }, index) => [
      this.failures.ofAddress(address),
      turnOf(address),
      this.failures.ofName(name),
      -index,
    ]);
  }

  private untilSomethingIsDue(): number {
    const times = this.waiting.flatMap(({ attempt, since }) => [
      this.failures.pausedUntil(attempt),
      since + LONGEST_WAIT_MS,
    ]);
    return Math.max(0, Math.min(...times) - performance.now()) + 1;
  }
}

/** The item with the lowest marks: the first mark decides, of equal ones the second, and so on. */
function best<T>(items: readonly T[], marksOf: (item: T, index: number) => number[]): T | undefined {
  const marked = items.map((item, index) => ({ item, marks: marksOf(item, index) }));
  return marked.reduce<(typeof marked)[number] | undefined>(
    (lowest, other) => (lowest === undefined || isLower(other.marks, lowest.marks) ? other : lowest),
    undefined,
  )?.item;
}

function isLower(one: number[], other: number[]): boolean {
  const differs = one.findIndex((mark, index) => mark !== other[index]);
  return differs >= 0 && (one[differs] ?? 0) < (other[differs] ?? 0);
}
