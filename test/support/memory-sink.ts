import type { Kind, MovedRecord } from '../../src/moving/records';
import type { ReportLine, Sink } from '../../src/moving/source';

/** Keeps what a source reads, as a stage does: of records with the same id the last stays. */
export class MemorySink implements Sink {
  readonly lines: ReportLine[] = [];
  /** The stamps of the tickets that are staged, or were carried before. A test may keep them for a second run. */
  readonly stamps: Map<string, string>;
  /** The tickets that the source need not read. */
  readonly unchanged: string[] = [];
  private readonly records = new Map<Kind, Map<string, MovedRecord<Kind>>>();

  constructor(stamps: ReadonlyMap<string, string> = new Map()) {
    this.stamps = new Map(stamps);
  }

  add<K extends Kind>(kind: K, record: MovedRecord<K>): void {
    const records = this.records.get(kind) ?? new Map<string, MovedRecord<Kind>>();
    this.records.set(kind, records.set(record.sourceId, record as MovedRecord<Kind>));
  }

  line(line: ReportLine): void {
    this.lines.push(line);
  }

  progress(): void {}

  async hasTicket(sourceId: string, stamp: string): Promise<boolean> {
    const isKnown = this.stamps.get(sourceId) === stamp;
    if (isKnown) this.unchanged.push(sourceId);
    return isKnown;
  }

  stampTicket(sourceId: string, stamp: string): void {
    this.stamps.set(sourceId, stamp);
  }

  async hasTickets(stamps: ReadonlyMap<string, string>): Promise<ReadonlySet<string>> {
    const known = [...stamps].filter(([id, stamp]) => this.stamps.get(id) === stamp).map(([id]) => id);
    this.unchanged.push(...known);
    return new Set(known);
  }

  async stampTickets(stamps: ReadonlyMap<string, string>): Promise<void> {
    for (const [id, stamp] of stamps) this.stamps.set(id, stamp);
  }

  /** The records of a kind, in the order of their numbers. */
  all<K extends Kind>(kind: K): MovedRecord<K>[] {
    const records = [...(this.records.get(kind)?.values() ?? [])] as MovedRecord<K>[];
    return records.sort((one, other) => one.sourceId.localeCompare(other.sourceId, 'en', { numeric: true }));
  }

  /** A record that must be there. */
  one<K extends Kind>(kind: K, sourceId: string | number): MovedRecord<K> {
    const record = this.records.get(kind)?.get(String(sourceId));
    if (record === undefined) throw new Error(`no ${kind} ${sourceId}`);
    return record as MovedRecord<K>;
  }

  /** The lines with a reason. */
  because(reason: string): ReportLine[] {
    return this.lines.filter((line) => line.reason === reason);
  }
}
