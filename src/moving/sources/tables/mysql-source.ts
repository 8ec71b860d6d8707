import { hash } from 'node:crypto';
import { OldMysql, type OldMysqlOptions, type OldTable } from '../../../database/old-mysql';
import { KINDS, type Kind } from '../../records';
import { MoveRefused } from '../../refused';
import type { FilePlace, Sink, Source } from '../../source';
import { explainMysql, readMysqlUrl } from './mysql-address';
import { type OldFiles, type OldProgram, type OldTables, type RowTaker, type StoredBytes, without } from './program';

export interface MysqlOptions {
  /** `mysql://user:password@host/database` */
  url: string;
  /** In place of the address's, which is seen in lists of processes. */
  password?: string | undefined;
  /** The folder of attachments; undefined to carry names only. */
  attachments?: string | undefined;
  /** The IANA name of the old server's time zone. */
  timeZone: string;
}

/** What TIMESTAMP columns are read in. */
const ZONE = '+00:00';

/**
 * Opens the database of a running program, in MySQL from 5.5 on or MariaDB. It only reads, and sees all tables as they are
 * when reading begins.
 *
 * @throws MoveRefused if it cannot be reached, read, or is none of the program's
 */
export async function openMysqlOf(
  program: OldProgram,
  { url, password, attachments, timeZone }: MysqlOptions,
): Promise<Source> {
  const address = readMysqlUrl(url);
  const options = { ...address, ...(password === undefined ? {} : { password }) };
  let database: OldMysql | undefined;
  let tables: OldTable[] = [];
  const files = await program.openFiles(
    attachments,
    storedIn(program, () => ({ database, tables })),
  );
  database = await explained(options, () => OldMysql.open(options));
  const opened = database;
  tables = await explained(options, () => opened.tables());
  const lack = program.lacks(tables.map(({ name }) => name));
  if (lack !== undefined) {
    await database.close();
    const todo = lack.todo === undefined ? '' : `. ${lack.todo}`;
    throw new MoveRefused(`The database ${options.database} holds no ${program.title}: ${lack.why}${todo}`);
  }
  return new MysqlSource(program, database, options, program.openTables(timeZone), files);
}

/** Reads the files that the database itself keeps. */
function storedIn(
  { pieces }: OldProgram,
  opened: () => { database: OldMysql | undefined; tables: readonly OldTable[] },
): StoredBytes {
  return async (id) => {
    const { database, tables } = opened();
    const table = tables.find(({ name }) => name.toLowerCase() === pieces?.name.toLowerCase());
    if (pieces === undefined || table === undefined) return undefined;
    const [file, place, bytes] = pieces.columns;
    return database?.readPieces(table.name, { file, place, bytes }, id);
  };
}

async function explained<T>(options: OldMysqlOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainMysql(error, options);
  }
}

class MysqlSource implements Source {
  readonly name: string;
  readonly kinds = Object.keys(KINDS) as Kind[];
  readonly label: string;
  readonly version = undefined;

  constructor(
    program: OldProgram,
    private readonly database: OldMysql,
    private readonly options: OldMysqlOptions,
    private readonly desk: OldTables,
    private readonly files: OldFiles,
  ) {
    this.name = program.name;
    this.label = `${program.title} in the database ${options.database} at ${options.host}`;
  }

  async read(sink: Sink, signal: AbortSignal): Promise<void> {
    const abort = () => this.database.abort();
    signal.addEventListener('abort', abort);
    try {
      await explained(this.options, () => this.readAll(sink, signal));
    } catch (error) {
      // What broke because the connection was ended.
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  private async readAll(sink: Sink, signal: AbortSignal): Promise<void> {
    const { database, desk, files } = this;
    signal.throwIfAborted();
    await database.begin();
    const tables = await database.tables();
    for (const table of tables.filter(({ name }) => desk.isLearned(name))) {
      const learner = desk.learner(table.name, table.columns, ZONE);
      const told = (done: number) => sink.progress(table.name, done);
      if (learner !== undefined) await this.readTable(table, learner, told);
    }
    const stamps = desk.ticketStamps();
    const unchanged = await sink.hasTickets(stamps);
    const counting = files.counting(sink);
    const read: (OldTable & { rows: number })[] = [];
    for (const table of tables) {
      const taker = desk.reader(table.name, table.columns, ZONE, counting, unchanged);
      const told = (done: number) => sink.progress(table.name, done);
      read.push({ ...table, rows: await this.readTable(table, taker, told) });
    }
    await desk.finish(read, sink);
    await files.finish(sink);
    await sink.stampTickets(without(stamps, unchanged));
    await sayUnprotected(read, sink);
  }

  /** @returns how many rows it has */
  private readTable(table: OldTable, taker: RowTaker | undefined, told: (done: number) => void): Promise<number> {
    // Another program's table of this name may have none of the columns.
    if (taker === undefined || taker.columns.length === 0) return this.database.count(table.name);
    const { columns, wants = () => true } = taker;
    const read = (all: readonly string[], take: RowTaker['take']) =>
      this.database.read(table, all, (values) => (wants(values[0] ?? null) ? take(values) : undefined), told);
    if (taker.wantsDigest !== true) return read(columns, (values) => taker.take(values));
    const others = table.columns.map(({ name }) => name).filter((name) => !columns.includes(name));
    return read([...columns, ...others], (values) => taker.take(values, digestOf(values)));
  }

  sizeOf(place: FilePlace): Promise<number | undefined> {
    return this.files.sizeOf(place);
  }

  file(place: FilePlace, signal: AbortSignal): Promise<Buffer | undefined> {
    return explained(this.options, () => this.files.read(place, signal));
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

const [NOTHING, SOMETHING] = [Buffer.from([0xff]), Buffer.from([0xfe])];

/** Tells rows apart, and need not resist anybody. */
const digestOf = (values: readonly (Buffer | null)[]): Buffer =>
  hash('md5', Buffer.concat(values.flatMap((value) => (value === null ? [NOTHING] : [SOMETHING, value]))), 'buffer');

async function sayUnprotected(tables: readonly (OldTable & { rows: number })[], sink: Sink): Promise<void> {
  const names = tables.filter(({ hasSnapshots, rows }) => !hasSnapshots && rows > 0).map(({ name }) => name);
  if (names.length === 0) return;
  await sink.line({
    ...{ line: 'note', kind: 'table', sourceId: '', reason: 'no snapshot', count: names.length },
    text: `MySQL keeps no older state of these tables (MyISAM), so what was written to them meanwhile may be half here: ${names.join(', ')}. A second run completes it.`,
  });
}
