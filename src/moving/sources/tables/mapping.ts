import type { ReportLine, Sink } from '../../source';
import type { WallClock } from './dates';
import type { TableRow } from './table-row';

/** What reading rows needs besides them. @typeParam Lookups what was learned from rows of other tables */
export interface Reading<Lookups> {
  sink: Sink;
  lookups: Lookups;
  /** The old server's clock on the wall. */
  wall: WallClock;
  /** Reports many of a kind as one line: counts those with the same kind and reason. */
  count(line: Omit<ReportLine, 'sourceId' | 'count'>): void;
  /** Whether this was not asked before, such as whether a status is known. */
  isFirst(what: string): boolean;
}

/** How the rows of a table become records. */
export interface Mapping<Lookups> {
  /** Without what an installation may put before the names of its tables. */
  table: string;
  /** Is run for all rows of all tables before any record is made. */
  learn?: { columns: readonly string[]; row(row: TableRow, lookups: Lookups): void };
  read?: { columns: readonly string[]; row(row: TableRow, reading: Reading<Lookups>): Promise<void> | void };
  /** The column with the ticket that a row belongs to, if rows belong to tickets. */
  ofTicket?: string;
  /** Columns with something of the old desk that is not carried, and why. */
  stays?: Readonly<Record<string, string>>;
  /** Columns that say nothing of the desk: caches, keys, layouts, and what can be seen elsewhere. */
  ignored?: readonly string[];
  /** Why rows that are only learned from stay behind, with what is taken from them; undefined if nothing is lost. */
  rest?: string;
}
