import type { Kind, MovedRecord } from './records';

/**
 * Why a line stands in the report:
 * - `differs`: it is carried, and something of it is different here
 * - `stays`: it is not carried
 * - `changed-here`: it was changed on this desk since the last run, and keeps that
 * - `gone`: an earlier run carried it, and the source no longer has it
 * - `note`: worth knowing, and nothing is lost
 */
export type LineKind = 'differs' | 'stays' | 'changed-here' | 'gone' | 'note';

/** One line of the report: what differs or stays behind, and why. */
export interface ReportLine {
  line: LineKind;
  /** A kind of record, or the source's own word for what we have no kind for, such as `tblinvoices`. */
  kind: string;
  /** The source's id; empty for all of a kind. */
  sourceId: string;
  /** What it is about, as people know it: a ticket's number, a client's name. Never a body or a secret. */
  title?: string;
  /** Names the rule, and is the same for all lines of one: `unknown status`. */
  reason: string;
  /** One plain sentence: what is different and why. */
  text: string;
  /** How many records it stands for; 1 by default. */
  count?: number;
}

/** Where a source puts what it reads. Await each call: it keeps the source from reading faster than the stage writes. */
export interface Sink {
  add<K extends Kind>(kind: K, record: MovedRecord<K>): Promise<void> | void;
  line(line: ReportLine): Promise<void> | void;
  /** Tells how far reading is. @param total undefined if nobody knows */
  progress(what: string, done: number, total?: number): void;
  /**
   * Whether a ticket was staged with the same stamp in this run before it was interrupted, or carried with it in an earlier
   * run. Then the source need not read it again: it counts as unchanged, with its messages, notes and files. For sources
   * that pay for each ticket.
   */
  hasTicket(sourceId: string, stamp: string): Promise<boolean>;
  /** Says what to compare with the next time, after everything of the ticket was added. */
  stampTicket(sourceId: string, stamp: string): Promise<void> | void;
  /**
   * Which of many tickets an earlier run carried with these stamps. For sources that know all stamps before they read.
   *
   * @param stamps by the tickets' ids
   */
  hasTickets(stamps: ReadonlyMap<string, string>): Promise<ReadonlySet<string>>;
  /** {@link stampTicket} for many, at the end of reading. */
  stampTickets(stamps: ReadonlyMap<string, string>): Promise<void>;
}

/** A file of an attachment, as its source knows it. */
export interface FilePlace {
  /** The attachment's id. */
  sourceId: string;
  filename: string;
  place: string;
}

/** Columns and tables of children that are not changed, or all. */
export type Left = readonly string[] | 'all';

/** An old desk, read only. */
export interface Source {
  /**
   * Identifies the old desk, whichever way it is read: a second run with the same name continues the first. It is `whmcs`
   * for a dump, the database and the API of a WHMCS, because their ids are the same.
   */
  name: string;
  /** What reports call it, without secrets: `WHMCS in whmcs.sql.gz`. By default its name. */
  label?: string;
  /** Changes when there is something new to read, such as a dump's size and time; undefined if nobody knows. */
  version: string | undefined;
  /** Which kinds it can know at all. Records of other kinds are never reported as gone. */
  kinds: readonly Kind[];
  /**
   * What it leaves as it is of records that are here already, by kind: columns, and tables of children, or all. For a source
   * that knows less of them than another way to read the same desk.
   */
  leaves?: Partial<Record<Kind, Left>>;
  /** Reads everything, in any order. @throws Refusal with what to do, if the source cannot be read */
  read(sink: Sink, signal: AbortSignal): Promise<void>;
  /**
   * The size of a file, for sources that know it without reading the file; undefined if there is none. It keeps large files
   * from being read at the same time, and a dry run from reading any.
   */
  sizeOf?(place: FilePlace): Promise<number | undefined>;
  /** The bytes of a file; undefined if there are none. May be called for several files at a time. */
  file(place: FilePlace, signal: AbortSignal): Promise<Buffer | undefined>;
  close(): Promise<void>;
}
