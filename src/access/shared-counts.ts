import type { CountChange, TotalCount } from '../store/access/call-counts';

/** Reports what this process counted. @returns the totals of all processes */
type Exchange = (changes: readonly CountChange[]) => Promise<TotalCount[]>;

interface Parts {
  clock: () => Date;
  /** Without it, this process counts for itself. */
  exchange?: Exchange;
  /** Is called once when the exchange begins to fail; the counts of this process go on. */
  onFailure?: (error: unknown) => unknown;
}

/** What is counted under a key until some time, as far as this process knows. */
interface Count {
  /** By all processes. */
  count: number;
  /** When it was last seen to grow, on the clock of `performance.now()`. */
  last: number;
  /** How much others added since this process last did. */
  grewElsewhere: number;
  /** When it ends, in milliseconds since 1970. */
  until: number;
}

interface Entry {
  key: string;
  until: number;
  /** What this process added: already reported, and not yet. */
  reported: number;
  fresh: number;
  others: number;
  last: number;
  grewElsewhere: number;
}

/** So many keys of one kind are remembered: the oldest give way. */
const MOST_KEYS = 10_000;
const EXCHANGE_EVERY_MS = 400;
/** What is rare and must be known soon does not wait for the next exchange. */
const SOON_MS = 20;
const MOST_AT_ONCE = 1_000;

/**
 * Counts that all processes on a database share. Counting costs no round trip: each process adds to its own counts, and
 * reports them a moment later in one statement, whose answer has everybody's. In between, it knows the totals of the
 * last exchange and what it added since. A process that counted nothing asks nothing.
 */
export class SharedCounts {
  private readonly counters = new Map<string, Counter>();
  /** What the next exchange is about. */
  private readonly pending = new Map<string, Entry>();
  private timer: NodeJS.Timeout | undefined;
  private dueAt = Number.POSITIVE_INFINITY;
  private running: Promise<void> | undefined;
  private hasFailed = false;
  private isClosed = false;

  constructor(private readonly parts: Parts) {}

  /** The counts of one kind. @param kind a word, the beginning of its keys in the database */
  of(kind: string): Counter {
    const known = this.counters.get(kind) ?? new Counter(`${kind} `, this.parts.clock, this.note);
    this.counters.set(kind, known);
    return known;
  }

  /** Ends the exchange. What was not reported yet is forgotten. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private note = (entry: Entry, isUrgent: boolean): void => {
    if (this.parts.exchange === undefined) return;
    this.pending.set(entry.key, entry);
    this.schedule(isUrgent ? SOON_MS : EXCHANGE_EVERY_MS);
  };

  private schedule(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (this.isClosed || this.dueAt <= at) return;
    clearTimeout(this.timer);
    this.dueAt = at;
    this.timer = setTimeout(() => {
      this.dueAt = Number.POSITIVE_INFINITY;
      if (this.running !== undefined) return this.schedule(SOON_MS);
      this.running = this.run().finally(() => {
        this.running = undefined;
      });
    }, milliseconds).unref();
  }

  private async run(): Promise<void> {
    const { exchange, clock, onFailure } = this.parts;
    const now = clock().getTime();
    const sent = new Map<string, { entry: Entry; added: number }>();
    for (const [key, entry] of this.pending) {
      if (sent.size === MOST_AT_ONCE) break;
      this.pending.delete(key);
      if (entry.until > now || entry.fresh === 0) sent.set(key, { entry, added: entry.fresh });
    }
    if (exchange === undefined || sent.size === 0) return;
    try {
      const changes = Array.from(sent, ([key, { entry, added }]) => ({ key, added, until: new Date(entry.until) }));
      for (const total of await exchange(changes)) {
        const { entry, added } = sent.get(total.key) ?? {};
        if (entry === undefined || added === undefined) continue;
        learn(entry, added, total);
        if (entry.fresh > 0 && !this.pending.has(total.key)) this.pending.set(total.key, entry);
      }
      this.hasFailed = false;
    } catch (error) {
      // A newer entry of the same key may be pending by now.
      for (const [key, { entry }] of sent) if (!this.pending.has(key)) this.pending.set(key, entry);
      if (!this.hasFailed && !this.isClosed) onFailure?.(error);
      this.hasFailed = true;
    }
    if (this.pending.size > 0) this.schedule(EXCHANGE_EVERY_MS);
  }
}

/** Takes over what all processes counted, beside what this one added since it reported. */
function learn(entry: Entry, added: number, { count, until }: TotalCount): void {
  entry.reported += added;
  entry.fresh -= added;
  const others = Math.max(0, count - entry.reported);
  if (others > entry.others) {
    entry.grewElsewhere += others - entry.others;
    entry.last = performance.now();
  }
  entry.others = others;
  entry.until = Math.max(entry.until, until.getTime());
}

/** Shared counts of one kind, such as the calls of each caller. */
export class Counter {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly prefix: string,
    private readonly clock: () => Date,
    private readonly note: (entry: Entry, isUrgent: boolean) => void,
  ) {}

  /** What is counted under a key; undefined if that has ended, or as far as this process knows nothing was. */
  find(key: string): Count | undefined {
    const entry = this.living(key);
    // One that was only asked about, or whose time has come back with the clock, says nothing.
    if (entry === undefined || countOf(entry) === 0) return undefined;
    const { last, grewElsewhere, until } = entry;
    return { count: countOf(entry), last, grewElsewhere, until };
  }

  /**
   * Counts once more.
   *
   * @param until when the count ends, in milliseconds since 1970. It moves to the latest time that any process names
   * @param isUrgent whether other processes must know at once
   * @returns the count
   */
  add(key: string, until: number, isUrgent = false): number {
    const entry = this.living(key) ?? this.begin(key, until);
    if (until > entry.until) this.keep(key, entry);
    entry.until = Math.max(until, entry.until);
    entry.fresh += 1;
    entry.last = performance.now();
    entry.grewElsewhere = 0;
    if (entry.fresh === 1 || isUrgent) this.note(entry, isUrgent);
    return countOf(entry);
  }

  /** Finds out what others counted, without counting. {@link find} knows the answer a moment later. */
  ask(key: string): void {
    this.note(this.living(key) ?? this.begin(key, this.clock().getTime()), true);
  }

  private living(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    return entry !== undefined && entry.until > this.clock().getTime() ? entry : undefined;
  }

  private begin(key: string, until: number): Entry {
    const name = this.prefix + key;
    const entry = {
      key: name,
      until,
      ...{ reported: 0, fresh: 0, others: 0, last: performance.now(), grewElsewhere: 0 },
    };
    this.keep(key, entry);
    return entry;
  }

  /** Moves a key to the end of those that give way. */
  private keep(key: string, entry: Entry): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    const oldest = this.entries.keys().next().value;
    if (this.entries.size > MOST_KEYS && oldest !== undefined) this.entries.delete(oldest);
  }
}

const countOf = ({ reported, fresh, others }: Entry): number => reported + fresh + others;
