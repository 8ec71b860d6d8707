import { ApiError, isOutage } from '../errors';
import type { Db } from './db';
import { databaseError, isOutcomeUnknown } from './failures';

/** A statement that writes the rows of several calls. */
export interface WriteTogether<Row, Written> {
  /**
   * Writes rows with one statement.
   *
   * @param deadline text for `in_time(...)`, with which the statement must refuse to write after that time
   * @returns what was written for each row, in the order of the rows
   */
  write(db: Pick<Db, 'query'>, rows: Row[], deadline: string): Promise<Written[]>;
  /**
   * Finds out what was written when the answer was lost, as when the server is killed.
   *
   * @returns what was written for each row; undefined for none
   */
  find(db: Pick<Db, 'query'>, rows: Row[]): Promise<(Written | undefined)[]>;
  /** How many bytes a row has, if it may have many: rows with many do not share a statement. */
  sizeOf?(row: Row): number;
}

/** A statement that looks up something for several calls. */
export interface LookUpTogether<Key, Found> {
  /**
   * Looks up several keys with one statement.
   *
   * @returns what was found for each key, in the order of the keys
   */
  lookUp(db: Pick<Db, 'query'>, keys: Key[]): Promise<Found[]>;
}

/** When a statement must have begun, and when its calls must be answered, on the clock of `performance.now()`. */
export interface Times {
  until: number;
  deadline: number;
}

/**
 * Runs a statement outside of the calls' transactions. What it throws says whether anything can have been written.
 *
 * @param work gets the deadline on the server's clock
 */
type RunAlone = <T>(work: (db: Pick<Db, 'query'>, deadline: string) => Promise<T>, times: Times) => Promise<T>;

/** How a line runs its statement. */
interface Shared {
  runAlone: RunAlone;
  run(db: Pick<Db, 'query'>, rows: unknown[], deadline: string): Promise<unknown[]>;
  find?(db: Pick<Db, 'query'>, rows: unknown[]): Promise<unknown[]>;
  sizeOf?: ((row: unknown) => number) | undefined;
}

interface Waiting extends Times {
  /** What to write, or the key to look up. */
  row: unknown;
  who: string;
  resolve(written: unknown): void;
  reject(reason: unknown): void;
}

/**
 * More rows make a statement hardly cheaper per row: 32 tickets in one take a quarter of the time of 32 statements, and
 * 64 a fifth.
 */
const MOST_ROWS = 64;

/** Of rows with many bytes, a statement gets no more than this, or one: so much is held in memory several times over. */
const MOST_BYTES = 1_048_576;

/**
 * While one statement waits for the disk, another is prepared, but only if it has as many rows as the first: small ones
 * between large ones cost a tenth of everything. With more at a time, each has fewer rows.
 */
const MOST_AT_ONCE = 2;

/**
 * Where so many rows wait or run, a statement takes no more than half of them. Otherwise one soon has nearly all, and
 * Node.js and PostgreSQL wait for each other in turn: 32 callers opened a sixth fewer tickets. Halves of fewer rows cost
 * more than that: 8 callers would open a tenth fewer.
 */
const LEAST_HALVED = 16;

/**
 * Lets calls that write the same kind of row share statements, and so transactions and flushes of the disk, and lets
 * calls share statements that look something up. A call waits only while a statement runs, never for others to come: a
 * statement takes rows that are there when it begins. Each call is answered after the commit of its row, and a row that
 * cannot be written fails no other.
 */
export class Together {
  private readonly lines = new Map<object, Line>();

  constructor(private readonly runs: { write: RunAlone; lookUp: RunAlone }) {}

  /**
   * Writes a row, possibly together with those of other calls.
   *
   * @param call whose row it is, and its times. Where too many rows wait, everybody's are taken in turn
   * @throws what the statement throws for this row; ApiError (busy) `Too many calls at once, please try again shortly`
   *   if it did not begin in time, or (unavailable) if those before it got no answer from the database
   */
  write<Row, Written>(kind: WriteTogether<Row, Written>, row: Row, call: Times & { who: string }): Promise<Written> {
    const open = ({ write, find, sizeOf } = kind as WriteTogether<unknown, unknown>) =>
      new Line({ runAlone: this.runs.write, run: write, find, sizeOf });
    return this.wait(kind, open, row, call);
  }

  /** Looks up a key, possibly together with those of other calls. It takes and throws the same as {@link write}. */
  lookUp<Key, Found>(kind: LookUpTogether<Key, Found>, key: Key, call: Times & { who: string }): Promise<Found> {
    const open = ({ lookUp } = kind as LookUpTogether<unknown, unknown>) =>
      new Line({ runAlone: this.runs.lookUp, run: lookUp });
    return this.wait(kind, open, key, call);
  }

  private wait<Result>(kind: object, open: () => Line, row: unknown, call: Times & { who: string }): Promise<Result> {
    const line = this.lines.get(kind) ?? open();
    this.lines.set(kind, line);
    return new Promise<Result>((resolve, reject) => {
      const { who, until, deadline } = call;
      line.add({ row, who, until, deadline, resolve: resolve as (result: unknown) => void, reject });
    });
  }
}

/** The rows that wait for one kind of statement. */
class Line {
  private waiting: Waiting[] = [];
  private running = 0;
  /** How many rows the running statements have. */
  private inFlight = 0;
  private isDue = false;
  /** Whether the newest statement that ended found no database. */
  private isOut = false;

  constructor(private readonly shared: Shared) {}

  add(waiting: Waiting): void {
    this.waiting.push(waiting);
    if (this.isDue || this.running >= MOST_AT_ONCE) return;
    this.isDue = true;
    // Calls that arrived in the same turn of the event loop go together.
    setImmediate(() => {
      this.isDue = false;
      this.begin();
    });
  }

  private begin(): void {
    this.refuseLate();
    if (this.waiting.length === 0 || this.running >= MOST_AT_ONCE || this.waiting.length < this.inFlight) return;
    const rows = this.takeInTurn();
    this.running++;
    this.inFlight += rows.length;
    this.runAll(rows).finally(() => {
      this.running--;
      this.inFlight -= rows.length;
      this.begin();
    });
    this.begin();
  }

  private async runAll(waiting: Waiting[]): Promise<void> {
    const rows = waiting.map(({ row }) => row);
    try {
      const { runAlone, run } = this.shared;
      const results = await runAlone((db, deadline) => run(db, rows, deadline), earliest(waiting));
      this.isOut = false;
      for (const [index, { resolve }] of waiting.entries()) resolve(results[index]);
    } catch (error) {
      this.isOut = isOutage(error);
      if (isOutcomeUnknown(error)) return this.findAll(waiting, error);
      // An outage concerns all of them. Anything else may be one row's fault, and nothing was written.
      if (waiting.length === 1 || error instanceof ApiError) for (const { reject } of waiting) reject(error);
      else for (const one of waiting) await this.runAll([one]);
    }
  }

  /** Looks for rows whose answer was lost, as soon as the database is back. */
  private async findAll(waiting: Waiting[], lost: unknown): Promise<void> {
    const rows = waiting.map(({ row }) => row);
    const { deadline } = earliest(waiting);
    const { runAlone, find = async () => [] } = this.shared;
    const written = await runAlone((db) => find(db, rows), { until: deadline, deadline }).catch(() => []);
    for (const [index, { resolve, reject }] of waiting.entries()) {
      if (written[index] === undefined) reject(lost);
      else resolve(written[index]);
    }
  }

  private refuseLate(): void {
    const now = performance.now();
    const late = this.waiting.filter(({ until }) => until <= now);
    if (late.length === 0) return;
    this.waiting = this.waiting.filter(({ until }) => until > now);
    // Behind statements that got no answer, it was not the number of calls that took so long.
    const reason = this.isOut
      ? databaseError(new Error('connection timeout'))
      : new ApiError('busy', 'Too many calls at once, please try again shortly');
    for (const { reject } of late) reject(reason);
  }

  /** Takes as many rows as a statement may have: everybody's first one, then everybody's second, and so on. */
  private takeInTurn(): Waiting[] {
    if (this.fitting(this.waiting) === this.waiting.length) return this.waiting.splice(0);
    const places = new Map<string, number>();
    const inTurn = this.waiting
      .map((waiting) => {
        const place = places.get(waiting.who) ?? 0;
        places.set(waiting.who, place + 1);
        return { waiting, place };
      })
      .sort((one, other) => one.place - other.place)
      .map(({ waiting }) => waiting);
    const taken = new Set(inTurn.slice(0, this.fitting(inTurn)));
    this.waiting = this.waiting.filter((waiting) => !taken.has(waiting));
    return Array.from(taken);
  }

  /** How many of these rows, from the first on, a statement may have. */
  private fitting(waiting: Waiting[]): number {
    const sizeOf = this.shared.sizeOf;
    const all = this.waiting.length + this.inFlight;
    const share = all < LEAST_HALVED ? all : Math.ceil(all / MOST_AT_ONCE);
    const most = Math.min(waiting.length, share, MOST_ROWS);
    if (sizeOf === undefined) return most;
    let bytes = 0;
    for (let count = 0; count < most; count++) {
      bytes += sizeOf(waiting[count]?.row);
      if (bytes > MOST_BYTES) return Math.max(1, count);
    }
    return most;
  }
}

const earliest = (waiting: Waiting[]): Times => ({
  until: Math.min(...waiting.map(({ until }) => until)),
  deadline: Math.min(...waiting.map(({ deadline }) => deadline)),
});
