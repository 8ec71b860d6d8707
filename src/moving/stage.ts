import type { SingleConnection } from '../database/single-connection';
import { insertLines } from '../store/moving/lines';
import type { Place } from '../store/moving/place';
import { copyStatement, type StagedKind } from '../store/moving/stage';
import { findStamp, findUnchanged, keepStamps, keepUnchanged } from '../store/moving/stamps';
import { copyLine } from './copy-line';
import { KINDS, type Kind, type MovedRecord } from './records';
import { isRefused, reasonOf } from './row-refused';
import type { ReportLine, Sink } from './source';

/** The kinds as the store knows them. */
export const STAGED: readonly StagedKind[] = Object.entries(KINDS).map(([kind, members]) => ({ kind, members }));

/** How much text is copied at once. */
const CHUNK = 2_000_000;

/** How many lines of the report are kept at once. */
const MOST_LINES = 1000;

/** How many stamps go to the server at once. */
const LOT = 10_000;

function* lotsOf(stamps: ReadonlyMap<string, string>): Generator<[string, string][]> {
  const all = [...stamps];
  for (let from = 0; from < all.length; from += LOT) yield all.slice(from, from + LOT);
}

/** What an interrupted reading may lose of tickets that it paid for. */
const STAMPS = 200;
const STAMPS_WITHIN_MS = 3000;

/**
 * Puts records into the tables of a stage. It holds a chunk for each kind, and as many on their way as there are
 * connections: who adds more waits.
 */
export class Stage implements Sink {
  private readonly waiting = new Map<Kind, { lines: string[]; length: number }>();
  private readonly lines: ReportLine[] = [];
  private readonly stamps = new Map<string, string>();
  private readonly unchanged: string[] = [];
  private stampedAt = performance.now();
  private readonly idle: SingleConnection[];
  private readonly running = new Set<Promise<void>>();
  private failure: { error: unknown } | undefined;

  /**
   * @param seq the place after which its records come
   * @param isWhole whether no ticket counts as unchanged
   */
  constructor(
    connections: readonly SingleConnection[],
    private readonly place: Place,
    private seq: number,
    private readonly onProgress: Sink['progress'],
    private readonly isWhole: boolean,
  ) {
    this.idle = [...connections];
  }

  add<K extends Kind>(kind: K, record: MovedRecord<K>): Promise<void> | void {
    const waiting = this.waiting.get(kind) ?? { lines: [], length: 0 };
    this.waiting.set(kind, waiting);
    const line = copyLine(kind, ++this.seq, record);
    waiting.lines.push(line);
    waiting.length += line.length;
    if (waiting.length >= CHUNK) return this.copyWaiting(kind);
  }

  line(line: ReportLine): Promise<void> | void {
    this.lines.push(line);
    if (this.lines.length >= MOST_LINES) return this.keepLines();
  }

  progress(what: string, done: number, total?: number): void {
    this.onProgress(what, done, total);
  }

  async hasTicket(sourceId: string, stamp: string): Promise<boolean> {
    if (this.stamps.get(sourceId) === stamp) return true;
    let found: Awaited<ReturnType<typeof findStamp>>;
    await this.run(async (db) => {
      found = await findStamp(db, this.place, sourceId, stamp);
    }, 'wait');
    if (found === 'carried' && this.isWhole) return false;
    if (found === 'carried') this.unchanged.push(sourceId);
    return found !== undefined;
  }

  stampTicket(sourceId: string, stamp: string): Promise<void> | void {
    this.stamps.set(sourceId, stamp);
    const isTime = performance.now() - this.stampedAt > STAMPS_WITHIN_MS;
    if (isTime || this.stamps.size >= STAMPS) return this.flush();
  }

  async hasTickets(stamps: ReadonlyMap<string, string>): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    if (this.isWhole) return known;
    for (const lot of lotsOf(stamps)) {
      await this.run(async (db) => {
        for (const id of await findUnchanged(db, this.place, lot)) known.add(id);
      }, 'wait');
    }
    // Tickets that are read only together have one stamp. Of some, earlier runs kept none, because a file was missing.
    const again = new Set([...stamps].filter(([id]) => !known.has(id)).map(([, stamp]) => stamp));
    const unchanged = new Map([...stamps].filter(([id, stamp]) => known.has(id) && !again.has(stamp)));
    for (const lot of lotsOf(unchanged)) {
      const ids = lot.map(([id]) => id);
      await this.run((db) => keepUnchanged(db, this.place, ids), 'wait');
    }
    return new Set(unchanged.keys());
  }

  async stampTickets(stamps: ReadonlyMap<string, string>): Promise<void> {
    await this.flush();
    for (const lot of lotsOf(stamps)) await this.run((db) => keepStamps(db, this.place, lot), 'wait');
  }

  /** Copies everything that waits, and then the stamps. @throws what the server said to any of it */
  async flush(): Promise<void> {
    this.stampedAt = performance.now();
    const stamps = [...this.stamps];
    const unchanged = this.unchanged.splice(0);
    for (const kind of this.waiting.keys()) await this.copyWaiting(kind);
    await this.keepLines();
    while (this.running.size > 0) await Promise.race(this.running);
    this.throwFailure();
    if (unchanged.length > 0) await this.run((db) => keepUnchanged(db, this.place, unchanged), 'wait');
    if (stamps.length > 0) await this.run((db) => keepStamps(db, this.place, stamps), 'wait');
    for (const [id, stamp] of stamps) if (this.stamps.get(id) === stamp) this.stamps.delete(id);
  }

  private async copyWaiting(kind: Kind): Promise<void> {
    const { lines } = this.waiting.get(kind) ?? { lines: [] };
    this.waiting.delete(kind);
    if (lines.length > 0) await this.run((db) => this.copy(db, kind, lines));
  }

  /** Copies records. One that its table refuses stays behind, with a line. */
  private async copy(db: SingleConnection, kind: Kind, lines: string[]): Promise<void> {
    const statement = copyStatement(this.place, { kind, members: KINDS[kind] });
    try {
      await db.copyIn(statement, Buffer.from(`${lines.join('\n')}\n`));
    } catch (error) {
      if (!isRefused(error)) throw error;
      const middle = Math.floor(lines.length / 2);
      if (middle > 0) {
        await this.copy(db, kind, lines.slice(0, middle));
        await this.copy(db, kind, lines.slice(middle));
        return;
      }
      const sourceId = lines[0]?.split('\t')[1] ?? '';
      const line = { line: 'stays', kind, sourceId, reason: 'not readable', text: reasonOf(error) };
      await insertLines(db, this.place, true, [line]);
    }
  }

  private async keepLines(): Promise<void> {
    const lines = this.lines.splice(0);
    if (lines.length > 0) await this.run((db) => insertLines(db, this.place, true, lines));
  }

  /** Starts work as soon as a connection is free. It is waited for only if that is asked for. */
  private async run(work: (db: SingleConnection) => Promise<void>, end: 'wait' | 'go on' = 'go on'): Promise<void> {
    let db = this.idle.pop();
    while (db === undefined) {
      await Promise.race(this.running);
      db = this.idle.pop();
    }
    const free = db;
    if (this.failure) this.idle.push(free);
    this.throwFailure();
    const running = work(free)
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => {
        this.running.delete(running);
        this.idle.push(free);
      });
    this.running.add(running);
    if (end === 'wait') {
      await running;
      this.throwFailure();
    }
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure.error;
  }
}
