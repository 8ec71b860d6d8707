import { basename } from 'node:path';
import { KINDS, type Kind } from '../../records';
import { MoveRefused } from '../../refused';
import type { FilePlace, Sink, Source } from '../../source';
import { DumpFile } from '../dump/dump-file';
import type { DumpTable } from '../dump/dump-state';
import { readDump, type Taker } from '../dump/read-dump';
import { TicketFiles } from './files';
import { DeskTables, type RowTaker } from './tables/desk-tables';
import type { TableColumn } from './tables/table-row';
import { without } from './tables/ticket-stamps';

interface DumpOptions {
  /** The dump, plain or packed with gzip. */
  file: string;
  /** The folder of attachments; undefined to carry names only. */
  attachments?: string | undefined;
  /** The IANA name of the old server's time zone. */
  timeZone: string;
}

/**
 * Opens a dump of WHMCS's database. It is read once now, to see whether it is whole and to learn what rows refer to.
 *
 * @throws MoveRefused if it cannot be read, was cut off, or is no WHMCS's
 */
export async function openDump({ file, attachments, timeZone }: DumpOptions): Promise<Source> {
  const dump = await DumpFile.open(file);
  const files = await TicketFiles.open(attachments);
  const learnt = new Map<string, DeskTables>();
  const tables = await readDump(
    dump.chunks(),
    remembered((table, columns) => {
      let desk = learnt.get(table.database);
      if (desk === undefined) {
        desk = new DeskTables(timeZone);
        learnt.set(table.database, desk);
      }
      return desk.learner(table.name, columns, table.timeZone);
    }),
  );
  const database = databaseOf(tables, file);
  const desk = learnt.get(database) ?? new DeskTables(timeZone);
  return new DumpSource(dump, database, desk, desk.ticketStamps(), files);
}

class DumpSource implements Source {
  readonly name = 'whmcs';
  readonly kinds = Object.keys(KINDS) as Kind[];
  readonly label: string;
  readonly version: string;

  constructor(
    private readonly dump: DumpFile,
    private readonly database: string,
    private readonly desk: DeskTables,
    private readonly stamps: ReadonlyMap<string, string>,
    private readonly files: TicketFiles,
  ) {
    this.label = `WHMCS in ${basename(dump.path)}`;
    this.version = `${dump.size} ${dump.changedAt.toISOString()}`;
  }

  async read(sink: Sink, signal: AbortSignal): Promise<void> {
    const { dump, database, desk, stamps, files } = this;
    const counting = files.counting(sink);
    const unchanged = await sink.hasTickets(stamps);
    const takerOf = remembered((table, columns) =>
      table.database === database ? desk.reader(table.name, columns, table.timeZone, counting, unchanged) : undefined,
    );
    const all = await readDump(this.chunks(sink, signal), takerOf);
    const tables = all.filter((table) => table.database === database);
    await desk.finish(tables, sink);
    await sayLostLetters(tables, sink);
    await files.finish(sink);
    await sink.stampTickets(without(stamps, unchanged));
    sink.progress('bytes of the dump', dump.size, dump.size);
  }

  private async *chunks(sink: Sink, signal: AbortSignal): AsyncGenerator<Buffer> {
    for await (const chunk of this.dump.chunks(signal)) {
      sink.progress('bytes of the dump', this.dump.bytesRead, this.dump.size);
      yield chunk;
    }
  }

  sizeOf(place: FilePlace): Promise<number | undefined> {
    return this.files.sizeOf(place);
  }

  file(place: FilePlace): Promise<Buffer | undefined> {
    return this.files.read(place);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Says so if mysqldump has written a question mark for letters that the dump's character set does not have. */
async function sayLostLetters(tables: readonly DumpTable[], sink: Sink): Promise<void> {
  const names = new Set<string>();
  for (const { names: dumped, charsets, rows } of tables) {
    if (dumped === undefined || rows === 0) continue;
    const isWider = dumped === 'latin1' ? /^(?!latin1$|ascii$|binary$)/ : /^utf8mb4$/;
    if (/^(latin1|utf8|utf8mb3)$/.test(dumped) && charsets.some((charset) => isWider.test(charset))) names.add(dumped);
  }
  for (const name of names) {
    await sink.line({
      ...{ line: 'note', kind: 'text', sourceId: '', reason: 'character set of the dump' },
      text: `The dump was made in ${name}. For other letters of the database, such as emoji, mysqldump has written "?". Make it with --default-character-set=utf8mb4.`,
    });
  }
}

/** The database that is a WHMCS's. @throws MoveRefused if there is none, or several */
function databaseOf(tables: readonly DumpTable[], file: string): string {
  const found = [
    ...new Set(tables.filter(({ name }) => name.toLowerCase() === 'tbltickets').map((table) => table.database)),
  ];
  const [database, ...others] = found;
  if (database === undefined) {
    throw new MoveRefused(`${file} holds no WHMCS: it has no table tbltickets. Make a dump of WHMCS's whole database`);
  }
  if (others.length > 0) {
    throw new MoveRefused(`${file} holds several WHMCS databases (${found.join(', ')}). Make a dump of one of them`);
  }
  return database;
}

/**
 * Hands the rows of a dump to whoever wants them. It is asked once for each table and list of columns, because a dump may
 * have an INSERT for every row.
 */
function remembered(
  rowTakerOf: (table: DumpTable, columns: readonly TableColumn[]) => RowTaker | undefined,
): (table: DumpTable, columns: readonly string[]) => Taker | undefined {
  const known = new Map<string, Taker | undefined>();
  return (table, names) => {
    const key = [table.database, table.name, ...names].join('\0');
    if (known.has(key)) return known.get(key);
    const types = new Map(table.columns.map(({ name, type }) => [name, type]));
    const columns = names.map((name) => ({ name, type: types.get(name) ?? '' }));
    const taker = rowTakerOf(table, columns);
    const found = taker && {
      indexes: taker.columns.map((name) => names.indexOf(name)),
      take: (values: readonly (Buffer | null)[], digest: Buffer | undefined) => taker.take(values, digest),
      wantsDigest: taker.wantsDigest,
      wants: taker.wants,
    };
    known.set(key, found);
    return found;
  };
}
