import type { FilePlace, Sink } from '../../source';
import type { TableColumn } from './table-row';

/** A table of an old desk. */
export interface DeskTable {
  name: string;
  columns: readonly TableColumn[];
  rows: number;
}

/** Takes the rows of a table. */
export interface RowTaker {
  /** Which columns it wants, in this order. */
  columns: readonly string[];
  /**
   * @param values valid until it is done
   * @param digest of all that the row says, if it is wanted
   */
  take(values: readonly (Buffer | null)[], digest?: Buffer): Promise<void> | void;
  /** Whether it wants a digest of each row. */
  wantsDigest?: boolean;
  /** Whether it wants a row at all, by its first column. */
  wants?: (first: Buffer | null) => boolean;
}

/**
 * Makes records of the rows of a program's tables. First {@link learner} gets all rows of the tables that it wants, then
 * {@link reader} those that it wants, and in the end {@link finish} says what became of everything else.
 */
export interface OldTables {
  /** Whether rows of the table must be read before those of others. */
  isLearned(table: string): boolean;
  /**
   * Takes rows that others refer to, and learns from those of tickets which have changed.
   *
   * @param timeZone as for {@link reader}
   * @returns undefined if nothing is learned from the table
   */
  learner(table: string, columns: readonly TableColumn[], timeZone: string | undefined): RowTaker | undefined;
  /**
   * What tells whether a ticket has changed, by the tickets' ids; empty if only reading it tells. Everything must have been
   * learned, which begins anew afterwards.
   */
  ticketStamps(): Map<string, string>;
  /**
   * Takes rows, and makes records of them.
   *
   * @param timeZone what MySQL converted TIMESTAMP columns to, such as `+00:00`; undefined for the old server's zone
   * @param unchanged the ids of tickets whose rows are passed over
   * @returns undefined if the table has no records of its own
   */
  reader(
    table: string,
    columns: readonly TableColumn[],
    timeZone: string | undefined,
    sink: Sink,
    unchanged: ReadonlySet<string>,
  ): RowTaker | undefined;
  /** Says what stays behind, and what was repaired. @param tables all that the old desk has */
  finish(tables: readonly DeskTable[], sink: Sink): Promise<void>;
}

/** The files of tickets. */
export interface OldFiles {
  /** A sink that passes everything on, and counts files. */
  counting(sink: Sink): Sink;
  /** Says so if files are carried without content. */
  finish(sink: Sink): Promise<void>;
  /** The bytes of a file; undefined if there are none. */
  read(place: FilePlace, signal: AbortSignal): Promise<Buffer | undefined>;
  /** The size of a file, without reading it. */
  sizeOf(place: FilePlace): Promise<number | undefined>;
}

/** The bytes of a file that the old desk keeps in its database; undefined if it has none. */
export type StoredBytes = (id: string, signal: AbortSignal) => Promise<Buffer | undefined>;

/** A table with the bytes of files, in pieces. */
export interface PiecesTable {
  /** In any case: servers on some systems change it. */
  name: string;
  /** The columns with the file's id, with the place of a piece, and with its bytes. */
  columns: readonly [file: string, place: string, bytes: string];
}

/** Why tables are none of a program's desks. */
export interface Lack {
  /** As a clause: `it has no table tbltickets`. */
  why: string;
  /** What to do about it, as a sentence; undefined if these are not the right tables, or not all of them. */
  todo?: string;
}

/** A program whose desks are read from their tables. */
export interface OldProgram {
  /** See {@link Source.name}. */
  name: string;
  /** What people call it. */
  title: string;
  /** Why tables are none of its desks; undefined if they are. */
  lacks(tables: readonly string[]): Lack | undefined;
  /** @param timeZone the IANA name of the old server's time zone, if its settings don't tell */
  openTables(timeZone: string): OldTables;
  /** @param folder where files lie; undefined to carry names only. @throws MoveRefused if it cannot be read */
  openFiles(folder: string | undefined, stored: StoredBytes): Promise<OldFiles>;
  /** Where the database keeps files, if it does. */
  pieces?: PiecesTable;
}

/** The stamps of other tickets than these. */
export const without = (stamps: ReadonlyMap<string, string>, ids: ReadonlySet<string>): Map<string, string> =>
  new Map([...stamps].filter(([id]) => !ids.has(id)));
