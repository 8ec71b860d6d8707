import { columnOf } from '../rows';
import { type MovingDb, type Place, schemaOf, stageTable, withWords } from './place';

/** A kind of record, with the types of its members. */
export interface StagedKind {
  kind: string;
  members: Record<string, string>;
}

/**
 * Creates the tables of a stage. None of an import's tables is unlogged, although that would write less: if a transaction
 * that created some is undone and PostgreSQL is killed before its log says so, it finds their files and does not start
 * again (`could not create file ...: File exists`).
 */
export async function createStage(db: MovingDb, place: Place, kinds: readonly StagedKind[]): Promise<void> {
  const schema = schemaOf(place);
  const tables = kinds.map(({ kind, members }) => {
    const columns = Object.entries(members).map(([member, type]) => `, ${columnOf(member)} ${type}`);
    return `create table ${stageTable(place, kind)} (seq int, source_id text${columns.join('')})`;
  });
  await db.query(
    [
      `drop schema if exists ${schema} cascade`,
      `create schema ${schema}`,
      ...tables,
      `create table ${schema}.stamps (source_id text primary key, stamp text)`,
      `create table ${schema}.unchanged_tickets (source_id text primary key)`,
      `create table ${schema}.marker (run_id int, version text, is_complete boolean, read_at timestamptz)`,
    ].join('; '),
  );
}

export async function dropStage(db: MovingDb, place: Place): Promise<void> {
  await db.query(`drop schema if exists ${schemaOf(place)} cascade`);
}

/** The statement that copies records of a kind into its table: `seq`, `source_id` and the members in their order. */
export const copyStatement = (place: Place, { kind, members }: StagedKind): string =>
  `copy ${stageTable(place, kind)} (seq, source_id, ${Object.keys(members).map(columnOf).join(', ')}) from stdin`;

/** What reading has reached. */
export interface Marker {
  runId: number;
  version: string | null;
  isComplete: boolean;
  /** When reading began. */
  readAt: Date;
}

/** Finds what reading has reached; undefined if there is no stage. */
export async function findMarker(db: MovingDb, place: Place): Promise<Marker | undefined> {
  const table = `${schemaOf(place)}.marker`;
  const [found] = await db.query<{ isThere: boolean }>(`select to_regclass('${table}') is not null as "isThere"`);
  if (found?.isThere !== true) return undefined;
  const [marker] = await db.query<Marker>(
    `select run_id as "runId", version, is_complete as "isComplete", read_at as "readAt" from ${table}`,
  );
  return marker;
}

/** Marks what the stage is read for, and whether all is read. */
export async function keepMarker(db: MovingDb, place: Place, marker: Omit<Marker, 'runId'>): Promise<void> {
  await db.query(`delete from ${schemaOf(place)}.marker`);
  await db.query(
    `insert into ${schemaOf(place)}.marker (run_id, version, is_complete, read_at) values ($1, $2, $3, $4)`,
    [place.runId, marker.version, marker.isComplete, marker.readAt],
  );
}

/**
 * Completes a kind's table: of records with the same id, the last stays, and finding by id and by place is quick.
 *
 * @param since the place at which reading began: before it lies what an interrupted reading left
 * @returns the ids that the source had more than once
 */
export async function indexStaged(db: MovingDb, place: Place, kind: string, since: number): Promise<string[]> {
  const table = stageTable(place, kind);
  const twice = await db.query<{ id: string }>(
    `with twice as materialized (
       select source_id, max(seq) as last, count(*) filter (where seq > ${since}) as times from ${table} group by source_id having count(*) > 1),
     gone as (delete from ${table} s using twice where s.source_id = twice.source_id and s.seq < twice.last)
     select source_id as id from twice where times > 1 order by 1`,
  );
  await db.query(indexesOf(place, kind));
  await db.query(`analyze ${table}`);
  return twice.map(({ id }) => id);
}

/** The statements that create a stage's indexes. */
function indexesOf(place: Place, kind: string): string {
  const [table, name] = [stageTable(place, kind), columnOf(kind)];
  return `create unique index if not exists ${name}_source on ${table} (source_id);
    create index if not exists ${name}_seq on ${table} (seq)`;
}

/** Completes the tables of kinds that have no records. */
export async function indexEmpty(db: MovingDb, place: Place, kinds: readonly string[]): Promise<void> {
  if (kinds.length > 0) await db.query(kinds.map((kind) => indexesOf(place, kind)).join('; '));
}

/** Which of some kinds have staged records, or some without a place. */
export async function listFilled(
  db: MovingDb,
  place: Place,
  kinds: readonly string[],
  which: 'all' | 'without a place' = 'all',
): Promise<Set<string>> {
  const where = which === 'all' ? '' : ' where seq is null';
  const selects = kinds.map(
    (kind) => `select '${kind}' as kind where exists (select from ${stageTable(place, kind)}${where})`,
  );
  const rows = await db.query<{ kind: string }>(selects.join(' union all '));
  return new Set(rows.map(({ kind }) => kind));
}

/** Gives records that a carrier has added to the stage their places. */
export async function placeAdded(db: MovingDb, place: Place, kind: string): Promise<void> {
  const table = stageTable(place, kind);
  const [placed] = await db.query<{ count: string }>(
    // By their places on the disk: nothing is known yet of what was added, and any other join may take hours.
    `with placed as (
       update ${table} s set seq = added.seq
       from (select ctid, (select coalesce(max(seq), 0) from ${table}) + row_number() over (order by source_id) as seq
         from ${table} where seq is null) added
       where s.ctid = added.ctid returning 1)
     select count(*) as count from placed`,
  );
  if (Number(placed?.count ?? 0) > 0) await db.query(`analyze ${table}`);
}

/** Runs statements of a carrier. */
export async function runWords(db: MovingDb, place: Place, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await db.query(withWords(sql, place));
}
