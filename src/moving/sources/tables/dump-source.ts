import { basename } from 'node:path';
import { KINDS, type Kind } from '../../records';
import { MoveRefused } from '../../refused';
import type { FilePlace, Sink, Source } from '../../source';
import { DumpFile } from '../dump/dump-file';
import type { DumpTable } from '../dump/dump-state';
import { readDump, type Taker } from '../dump/read-dump';
import { DumpPieces } from './dump-pieces';
import { type OldFiles, type OldProgram, type OldTables, type RowTaker, without } from './program';
import type { TableColumn } from './table-row';

export interface DumpOptions {
  /** The dump, plain or packed with gzip. */
  file: string;
  /** The folder of attachments; undefined to carry names only. */
  attachments?: string | undefined;
  /** The IANA name of the old server's time zone. */
  timeZone: string;
}

/**
 * Opens a dump of a program's database. It is read once now, to see whether it is whole and to learn what rows refer to.
 *
 * @throws MoveRefused if it cannot be read, was cut off, or is none of the program's
 */
export async function openDumpOf(program: OldProgram, { file, attachments, timeZone }: DumpOptions): Promise<Source> {
  const dump = await DumpFile.open(file);
  const pieces = program.pieces === undefined ? undefined : new DumpPieces(dump, program.pieces);
  const files = await program.openFiles(attachments, async (id, signal) => pieces?.read(id, signal));
  const learnt = new Map<string, OldTables>();
  const tables = await readDump(
    dump.chunks(),
    remembered((table, columns) => {
      let desk = learnt.get(table.database);
      if (desk === undefined) {
        desk = program.openTables(timeZone);
        learnt.set(table.database, desk);
      }
      return desk.learner(table.name, columns, table.timeZone);
    }),
  );
  const database = databaseOf(program, tables, file);
  const desk = learnt.get(database) ?? program.openTables(timeZone);
  return new DumpSource(program, dump, database, desk, desk.ticketStamps(), files, pieces);
}

class DumpSource implements Source {
  readonly name: string;
  readonly kinds = Object.keys(KINDS) as Kind[];
  readonly label: string;
  readonly version: string;

  constructor(
    program: OldProgram,
    private readonly dump: DumpFile,
    private readonly database: string,
    private readonly desk: OldTables,
    private readonly stamps: ReadonlyMap<string, string>,
    private readonly files: OldFiles,
    private readonly pieces: DumpPieces | undefined,
  ) {
    this.name = program.name;
    this.label = `${program.title} in ${basename(dump.path)}`;
    this.version = `${dump.size} ${dump.changedAt.toISOString()}`;
    if (pieces !== undefined) pieces.database = database;
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

  file(place: FilePlace, signal: AbortSignal): Promise<Buffer | undefined> {
    return this.files.read(place, signal);
  }

  async close(): Promise<void> {
    await this.pieces?.close();
  }
}
/** Says so if mysqldump has written a question mark for letters that the dump's character set does not have. */
async function sayLostLetters(tables: readonly DumpTable[], sink: Sink): Promise<void> {
  if (tables.some(({ isCompatible, names, rows }) => isCompatible && names === undefined && rows > 0)) {
    await sink.line({
      ...{ line: 'note', kind: 'text', sourceId: '', reason: 'character set of the dump' },
      text: 'The dump was made with --compatible, and does not name its character set. Without --default-character-set=utf8mb4, mysqldump has written "?" for letters that latin1 lacks, such as Cyrillic ones and emoji. Make it without --compatible.',
    });
  }
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

/** The database that is the program's. @throws MoveRefused if there is none, or several */
function databaseOf(program: OldProgram, tables: readonly DumpTable[], file: string): string {
  const names = new Map<string, string[]>();
  for (const { database, name } of tables) names.set(database, [...(names.get(database) ?? []), name]);
  const [database, ...others] = [...names].filter(([, its]) => program.lacks(its) === undefined).map(([its]) => its);
  const { title } = program;
  if (database === undefined) {
    const lack = program.lacks(tables.map(({ name }) => name));
    const todo = lack?.todo ?? `Make a dump of ${title}'s whole database`;
    throw new MoveRefused(`${file} holds no ${title}: ${lack?.why}. ${todo}`);
  }
  if (others.length > 0) {
    const found = [database, ...others].join(', ');
    throw new MoveRefused(`${file} holds several ${title} databases (${found}). Make a dump of one of them`);
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
