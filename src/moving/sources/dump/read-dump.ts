import { hash } from 'node:crypto';
import { MoveRefused } from '../../refused';
import { DumpState, type DumpTable } from './dump-state';
import { Row, UnknownValue } from './row';
import { Skipper } from './skipping';
import { readInsert } from './statements';
import { Window } from './window';

/** The values of a row, valid until the next row. */
type Values = readonly (Buffer | null)[];

export interface Taker {
  /** Which columns of the row are handed out, in this order. */
  indexes: readonly number[];
  take(values: Values, digest: Buffer | undefined): Promise<void> | void;
  /** Whether to hand out a digest of the row as it is written. */
  wantsDigest?: boolean | undefined;
  /** Decides by its first column whether a row is handed out at all, which is quicker than to refuse it then. */
  wants?: ((first: Buffer | null) => boolean) | undefined;
}

/**
 * Is asked for every INSERT who takes its rows, which have these columns.
 *
 * @returns undefined to have them counted only, which is quicker
 */
type TakerOf = (table: DumpTable, columns: readonly string[]) => Taker | undefined;

/** A comment to every version there is, such as MariaDB's `/*M!999999\- enable the sandbox mode`. */
const NEVER_EXECUTED = 999_999;

/** What mysqldump prints for whoever runs it. With `2>&1`, or from a container's terminal, it lands in the dump. */
const MESSAGE = /^(?:\S*(?:mysqldump|mariadb-dump)(?:\.exe)?: |warning: |Enter password:)/i;
const LONGEST_MESSAGE = 400;

/**
 * How statements begin that have no rows. Anything else is what a shell, a terminal or an editor has put there. Some
 * programs write the bodies of triggers without a delimiter of their own, whose statements then stand among the others.
 */
const STATEMENT = new RegExp(
  `^(?:${[
    'ALTER|ANALYZE|BEGIN|CALL|CHANGE|CHECK|COMMIT|CREATE|DEALLOCATE|DELETE|DO|DROP|EXECUTE|FLUSH|GRANT|INSTALL|LOAD|LOCK',
    'OPTIMIZE|PREPARE|PURGE|RELEASE|RENAME|REPAIR|RESET|REVOKE|ROLLBACK|SAVEPOINT|SELECT|SET|SHOW|SIGNAL|START|STOP',
    'TRUNCATE|UNINSTALL|UNLOCK|UPDATE|WITH|XA',
    'CASE|CLOSE|DECLARE|ELSE|ELSEIF|END|FETCH|FOR|IF|ITERATE|LEAVE|LOOP|OPEN|REPEAT|RETURN|UNTIL|WHEN|WHILE',
  ].join('|')})\\b`,
  'i',
);

const SHORT_HEAD = 512;
const LONGEST_HEAD = 1 << 20;

const USUAL = "Make it with mysqldump or mariadb-dump, and don't edit it";

/**
 * Reads a dump that mysqldump, mariadb-dump or phpMyAdmin made, one statement after the other, without keeping more than a
 * row of it.
 *
 * @returns its tables, with the numbers of their rows
 * @throws MoveRefused if the dump was cut off, or has something that these programs don't write
 */
export async function readDump(chunks: AsyncIterable<Buffer>, takerOf: TakerOf): Promise<DumpTable[]> {
  const reader = new DumpReader(chunks, takerOf);
  try {
    return await reader.read();
  } finally {
    await reader.close();
  }
}

/** Tells rows apart, and need not resist anybody. */
const digestOf = (row: Buffer): Buffer => hash('md5', row, 'buffer');

/** What a step came to: it needs more bytes, it can go on, or it must wait. */
type Step = 'more' | undefined | Promise<void>;

class DumpReader {
  private readonly window: Window;
  private readonly state = new DumpState();
  private readonly skipper = new Skipper();
  private readonly row = new Row();
  private step: () => Step = this.between;
  /** The table of the INSERT that is being read. */
  private table: DumpTable | undefined;
  private taker: Taker = { indexes: [], take: () => undefined };
  private width = 0;
  /** What mysqldump has printed of a table that it could not read whole. */
  private loss: string | undefined;
  private hasOtherLines = false;
  private values: (Buffer | null)[] = [];

  constructor(
    chunks: AsyncIterable<Buffer>,
    private readonly takerOf: TakerOf,
  ) {
    this.window = new Window(chunks);
  }

  async read(): Promise<DumpTable[]> {
    for (;;) {
      const step = this.step();
      if (step === 'more') {
        if (!(await this.window.more())) break;
      } else if (step !== undefined) await step;
    }
    const { tables, isUnfinished, isCutOffWithin, message } = this.state;
    const isWithin = this.step !== this.between || this.window.pos < this.window.end;
    const isCutOff = isWithin || isUnfinished || isCutOffWithin;
    const said = message === undefined ? '' : `. It has this message: "${message}"`;
    if (tables.size === 0 && !isUnfinished && (isCutOff || this.hasOtherLines || message !== undefined)) {
      throw new MoveRefused(
        `The file is no dump of MySQL or MariaDB: no table begins in it. Make one with mysqldump or mariadb-dump${said}`,
      );
    }
    if (isCutOff) {
      const where = this.table === undefined ? '' : `, after ${this.table.rows} rows of ${this.table.name}`;
      throw new MoveRefused(
        `The dump was cut off: its end is missing${where}. Make it again, and copy all of it${said}`,
      );
    }
    if (this.loss !== undefined) {
      throw new MoveRefused(
        `The dump lacks rows of a table: it has the message "${this.loss}". Repair that table, or leave it out with --ignore-table, and make the dump again`,
      );
    }
    return [...this.state.tables.values()];
  }

  close(): Promise<void> {
    return this.window.close();
  }

  private unreadable(at: number, what: string): MoveRefused {
    const byte = this.window.offsetOf(at);
    const where = this.table === undefined ? '' : `, in row ${this.table.rows + 1} of ${this.table.name}`;
    return new MoveRefused(`The dump cannot be read at byte ${byte}${where}: ${what}`);
  }

  /** Between statements: comments, and the beginning of the next one. */
  private between(): Step {
    const { window } = this;
    window.passGaps();
    if (window.pos >= window.end || (window.end - window.pos < 32 && !window.isLast)) return 'more';
    const begin = window.text(32);
    if (begin.startsWith('*/')) return this.goOn(2);
    const versioned = /^\/\*M?!(\d*)/.exec(begin);
    if (versioned !== null && Number(versioned[1]) < NEVER_EXECUTED) return this.goOn(versioned[0].length);
    if (/^(?:--(?:[\0- ]|$)|#|\/\*)/.test(begin)) return this.comment();
    if (/^(?:INSERT|REPLACE)\s/i.test(begin)) return this.insert();
    if (/^(?:CREATE\s+(?:TEMPORARY\s+)?TABLE|SET|USE)\s/i.test(begin)) return this.shortStatement();
    if (/^DELIMITER\s/i.test(begin)) {
      this.step = this.inRoutine;
      return this.goOn('DELIMITER'.length);
    }
    if (MESSAGE.test(window.text(LONGEST_MESSAGE))) return this.message();
    if (!STATEMENT.test(begin)) return this.noStatement();
    return this.skipStatement(false);
  }

  /** A line that is no SQL. Its apostrophes begin no strings. */
  private message(): Step {
    const { window } = this;
    const to = window.endOfLine();
    if (to < 0) return 'more';
    const text = window.text(Math.min(LONGEST_MESSAGE, to - window.pos)).trim();
    // What goes wrong later is why the dump ends.
    if (!/^(?:warning|enter password):|\[warning\]/i.test(text)) this.state.message = text;
    // With --force, mysqldump goes on to the end behind a table that it cannot read.
    if (/ when dumping table /.test(text)) this.loss ??= text;
    window.pos = to;
    return undefined;
  }

  /** Passes over lines before the dump, such as those of ssh. Later ones may be a part of something that is lost. */
  private noStatement(): Step {
    const { window } = this;
    const to = window.endOfLine();
    if (to < 0) return 'more';
    if (this.state.tables.size > 0) {
      // A word that the end of the file cuts.
      if (window.isLast && to === window.end) return this.skipStatement(false);
      throw this.unreadable(window.pos, `there is no statement. ${USUAL}`);
    }
    this.hasOtherLines = true;
    window.pos = to;
    return undefined;
  }

  private goOn(length: number): undefined {
    this.window.pos += length;
    return undefined;
  }

  private comment(): Step {
    const { window } = this;
    const to = window.endOfComment();
    if (to < 0) return 'more';
    this.state.comment(window.text(Math.min(200, to - window.pos)));
    window.pos = to;
    return undefined;
  }

  private skipStatement(isCounting: boolean): undefined {
    this.skipper.begin(isCounting);
    this.step = this.skipping;
    return undefined;
  }

  private skipping(): Step {
    const before = this.skipper.rows;
    const isEnd = this.skipper.skip(this.window, this.state.hasEscapes);
    if (this.table !== undefined) this.table.rows += this.skipper.rows - before;
    if (!isEnd) return 'more';
    this.table = undefined;
    this.step = this.between;
    return undefined;
  }

  /** A statement that is read as a whole. */
  private shortStatement(): Step {
    const { window } = this;
    const from = window.pos;
    this.skipper.begin(false);
    const isEnd = this.skipper.skip(window, this.state.hasEscapes);
    const length = window.pos - from;
    if (!isEnd) {
      window.pos = from;
      return 'more';
    }
    const problem = this.state.statement(window.bytes.toString('utf8', from, from + length));
    if (problem !== undefined) throw this.unreadable(from, problem);
    return undefined;
  }

  /** Everything of an INSERT before its first row. */
  private insert(): Step {
    const { window } = this;
    const head = readInsert(window.text(SHORT_HEAD)) ?? readInsert(window.text(LONGEST_HEAD));
    if (head === undefined) {
      // What was cut off has no end either.
      const isWhole = window.end - window.pos >= LONGEST_HEAD || window.text(LONGEST_HEAD).includes(';');
      if (!isWhole) return 'more';
      throw this.unreadable(window.pos, `this INSERT has no rows behind VALUES. ${USUAL}`);
    }
    const table = this.state.table(head.database, head.table);
    const columns = head.columns ?? table.columns.map(({ name }) => name);
    const taker = this.takerOf(table, columns);
    if (taker !== undefined && columns.length === 0) {
      throw this.unreadable(
        window.pos,
        `the columns of ${table.name} are nowhere said. Make it without --no-create-info`,
      );
    }
    window.pos += head.bytes;
    this.table = table;
    if (taker === undefined) return this.skipStatement(true);
    this.taker = taker;
    this.width = columns.length;
    this.values = taker.indexes.map(() => null);
    this.step = this.rows;
    return undefined;
  }

  /** The rows of an INSERT, and what stands between them. */
  private rows(): Step {
    const { window, row, values, taker, table } = this;
    const { hasEscapes } = this.state;
    for (;;) {
      const at = window.passCommas();
      if (at >= window.end) return 'more';
      if (window.bytes[at] !== 0x28) return this.afterRow();
      let behind: number;
      try {
        behind = row.read(window.bytes, at, window.end, hasEscapes);
      } catch (error) {
        if (!(error instanceof UnknownValue)) throw error;
        throw this.unreadable(error.at, `there is no value as mysqldump writes it. ${USUAL}`);
      }
      if (behind < 0) return 'more';
      if (row.count !== this.width) {
        throw this.unreadable(at, `it has ${row.count} values for ${this.width} columns. ${USUAL}`);
      }
      // Before values are unescaped, which changes the bytes.
      const digest = taker.wantsDigest === true ? digestOf(window.bytes.subarray(at, behind)) : undefined;
      window.pos = behind;
      if (table !== undefined) table.rows += 1;
      if (taker.wants !== undefined && !taker.wants(row.value(taker.indexes[0] ?? -1))) continue;
      for (let index = 0; index < values.length; index += 1) values[index] = row.value(taker.indexes[index] as number);
      const wait = taker.take(values, digest);
      if (wait !== undefined) return wait;
    }
  }

  /** A semicolon, the end of a version's comment, a comment, or ON DUPLICATE KEY UPDATE. */
  private afterRow(): Step {
    const { window } = this;
    if (window.end - window.pos < 3 && !window.isLast) return 'more';
    const mark = window.text(3);
    if (/^(?:--|#|\/\*)/.test(mark)) return this.comment();
    if (mark.startsWith('*/')) return this.goOn(2);
    if (!/^(?:;|on)/i.test(mark)) throw this.unreadable(window.pos, `there is no row. ${USUAL}`);
    return this.skipStatement(false);
  }

  /** Up to the end of triggers and routines, whose statements have a delimiter of their own. */
  private inRoutine(): Step {
    const { window } = this;
    // Navicat writes it in small letters.
    const places = ['DELIMITER', 'delimiter'].map((word) => window.bytes.indexOf(word, window.pos));
    const found = Math.min(...places.filter((place) => place >= 0 && place < window.end));
    if (found === Number.POSITIVE_INFINITY) {
      window.pos = Math.max(window.pos, window.end - 'DELIMITER'.length);
      return 'more';
    }
    window.pos = found;
    if (window.end - found < 24 && !window.isLast) return 'more';
    if (/^DELIMITER\s+;(?:\s|$)/i.test(window.text(24))) this.step = this.between;
    return this.goOn('DELIMITER'.length);
  }
}
