import { type DumpColumn, readCreateTable, readSettings, readUse } from './statements';

/** A table of a dump. */
export interface DumpTable {
  /** Empty if the dump doesn't say. */
  database: string;
  name: string;
  /** Empty without a CREATE TABLE. */
  columns: readonly DumpColumn[];
  /** The character sets that CREATE TABLE mentions, in lower case. */
  charsets: readonly string[];
  /** How many rows were read or counted so far. */
  rows: number;
  /** What SET NAMES said: `utf8mb4`; undefined if nothing did. */
  names: string | undefined;
  /** Whether mysqldump made it for another program, with `--compatible`. It then leaves SET NAMES out. */
  isCompatible: boolean;
  /** What SET TIME_ZONE said, which concerns TIMESTAMP columns: `+00:00`; undefined if nothing did. */
  timeZone: string | undefined;
}

/** Bytes of these are UTF-8 or single. In the others, a backslash or a quote may be the half of a letter. */
const READABLE_NAMES = /^(utf8|utf8mb3|utf8mb4|latin1|binary|ascii|default)$/;

/** The mode that mysqldump sets, followed by those of `--compatible`. */
const COMPATIBLE = /^NO_AUTO_VALUE_ON_ZERO,/i;

/** What the statements of a dump said so far: its tables, and how it is to be read. */
export class DumpState {
  readonly tables = new Map<string, DumpTable>();
  /** Whether a backslash in a string escapes what follows it. */
  hasEscapes = true;
  /** Whether the program that made the dump announced an end, which has not come yet. */
  isUnfinished = false;
  /** Whether another dump begins where the end of one is missing, as where somebody has put files of tables together. */
  isCutOffWithin = false;
  /** What the program that made the dump has printed into it, such as why it gave up; undefined if nothing. */
  message: string | undefined;
  private database = '';
  private hadEscapes = true;
  private isCompatible = false;
  private names: string | undefined;
  private timeZone: string | undefined;
  private oldTimeZone: string | undefined;

  comment(line: string): void {
    if (/^-- (?:MySQL dump|MariaDB dump|Adminer \d)/.test(line)) {
      this.isCutOffWithin ||= this.isUnfinished;
      this.isUnfinished = true;
    }
    // Adminer ends with nothing but the time.
    if (/^-- (?:Dump completed|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/.test(line)) this.isUnfinished = false;
  }

  /**
   * Takes in a CREATE TABLE, SET or USE.
   *
   * @returns why the dump cannot be read, if it cannot
   */
  statement(text: string): string | undefined {
    if (/^SET\s/i.test(text)) return this.set(text);
    if (/^USE\s/i.test(text)) this.database = readUse(text) ?? this.database;
    const created = readCreateTable(text);
    if (created !== undefined) {
      const table = this.table(created.database, created.table);
      // The rows so far are those of an older day, with all that was deleted since.
      if (table.rows > 0) {
        return `the table ${table.name} begins again, as where a second dump was appended. Make a dump into a new file, with ">" instead of ">>"`;
      }
      table.columns = created.columns;
      table.charsets = created.charsets;
    }
    return undefined;
  }

  /** @param database undefined for the one in use */
  table(database: string | undefined, name: string): DumpTable {
    const key = `${database ?? this.database}\0${name}`;
    let table = this.tables.get(key);
    if (table === undefined) {
      table = {
        database: database ?? this.database,
        name,
        columns: [],
        charsets: [],
        rows: 0,
        names: undefined,
        isCompatible: false,
        timeZone: undefined,
      };
      this.tables.set(key, table);
    }
    table.names = this.names;
    table.isCompatible = this.isCompatible;
    table.timeZone = this.timeZone;
    return table;
  }

  private set(text: string): string | undefined {
    if (/@OLD_CHARACTER_SET_CLIENT\s*=\s*@@/i.test(text)) this.isUnfinished = true;
    if (/=\s*@OLD_CHARACTER_SET_CLIENT/i.test(text)) this.isUnfinished = false;
    for (const { name, value } of readSettings(text)) {
      if (name === 'names') this.names = value;
      // A variable has what was set before.
      const isOld = value.startsWith('@');
      if (name === 'sql_mode') {
        this.isCompatible ||= COMPATIBLE.test(value);
        const next = isOld ? this.hadEscapes : !/NO_BACKSLASH_ESCAPES/i.test(value);
        this.hadEscapes = this.hasEscapes;
        this.hasEscapes = next;
      } else if (name === 'time_zone') {
        const next = isOld ? this.oldTimeZone : value;
        this.oldTimeZone = this.timeZone;
        this.timeZone = next;
      } else if (!READABLE_NAMES.test(value)) {
        return `it is in the character set ${value}. Make it with --default-character-set=utf8mb4`;
      }
    }
    return undefined;
  }
}
