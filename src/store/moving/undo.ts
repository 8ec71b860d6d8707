import { type MovingDb, type Place, schemaOf } from './place';
import { isRow, rowDigest, type Target } from './tables';

/** A run that may be taken back. */
interface UndoableRun {
  id: number;
  importId: number;
  source: string;
  startedAt: Date;
}

/** Finds the last run that changed the desk and was not taken back. */
export async function findLastRun(db: MovingDb): Promise<UndoableRun | undefined> {
  const [run] = await db.query<UndoableRun>(
    `select r.id, r.import_id as "importId", i.source, r.started_at as "startedAt"
     from import_runs r join imports i on i.id = r.import_id
     where not r.is_dry and r.state <> 'undone' order by r.id desc limit 1`,
  );
  return run;
}

const rowsOf = (place: Place): string => `${schemaOf(place)}.undo_rows`;

/** Lists the rows that a run inserted, to be deleted unless they must stay. */
export async function listInserted(db: MovingDb, place: Place): Promise<void> {
  await db.query(`create schema if not exists ${schemaOf(place)}`);
  await db.query(`drop table if exists ${rowsOf(place)}`);
  await db.query(
    `create table ${rowsOf(place)} as
     select target_table as table_name, target_id as id, second_id, kind, source_id, false as is_kept, '' as why
     from import_records where run_id = ${place.runId} and way = 'inserted' and target_id is not null`,
  );
  await db.query(`create index on ${rowsOf(place)} (table_name, id, second_id)`);
  await db.query(`analyze ${rowsOf(place)}`);
}

/** Keeps the rows of a carrier that were changed here since they were written. */
export async function keepChanged(db: MovingDb, target: Target): Promise<void> {
  const { place, carried } = target;
  await db.query(
    `update ${rowsOf(place)} u set is_kept = true, why = 'changed here'
     from ${carried.table} t, import_records r
     where u.table_name = '${carried.table}' and r.import_id = ${place.importId} and r.kind = u.kind
       and r.source_id = u.source_id and r.target_table = u.table_name and ${isRow(target, 'r')}
       and r.row_digest is distinct from ${rowDigest(target)}`,
  );
}

/** A column that refers to a table. */
interface Reference {
  table: string;
  column: string;
  refersTo: string;
  /** Whether rows are deleted with what they refer to, so that they are parts of it. */
  isPart: boolean;
}

/** Lists the columns that refer to tables. */
export const listReferences = (db: MovingDb, tables: readonly string[]): Promise<Reference[]> =>
  db.query(
    `select conrelid::regclass::text as table, a.attname as column, confrelid::regclass::text as "refersTo",
       confdeltype = 'c' as "isPart"
     from pg_constraint join pg_attribute a on a.attrelid = conrelid and a.attnum = conkey[1]
     where contype = 'f' and cardinality(conkey) = 1 and confrelid = any($1::regclass[])
     order by 1, 2`,
    [`{${tables.join(',')}}`],
  );

/** How rows of a table are found among those that are listed: by these columns, as rows of this table. */
export interface Listed {
  table: string;
  columns: readonly string[];
}

const isListed = (place: Place, { table, columns }: Listed): string => {
  const second = columns[1] === undefined ? '' : ` and u.second_id = x.${columns[1]}`;
  return `exists (select from ${rowsOf(place)} u
    where u.table_name = '${table}' and u.id = x.${columns[0]}${second} and not u.is_kept)`;
};

/**
 * Keeps rows to which others refer that stay.
 *
 * @param listed what the others are listed as, if they may be deleted too
 * @returns whether there were any
 */
export async function keepUsed(
  db: MovingDb,
  place: Place,
  { table, column, refersTo }: Reference,
  listed: Listed[],
): Promise<boolean> {
  const goes = listed.map((one) => isListed(place, one));
  const rows = await db.query(
    `update ${rowsOf(place)} t set is_kept = true, why = 'used here'
     where t.table_name = '${refersTo}' and not t.is_kept and exists (
       select from ${table} x where x.${column} = t.id and not (${goes.join(' or ') || 'false'}))
     returning 1`,
  );
  return rows.length > 0;
}

/** Keeps the parts of rows that stay. @returns whether there were any */
export async function keepParts(
  db: MovingDb,
  place: Place,
  { table, column, refersTo }: Reference,
  { columns }: Listed,
): Promise<boolean> {
  const second = columns[1] === undefined ? '' : ` and u.second_id = x.${columns[1]}`;
  const rows = await db.query(
    `update ${rowsOf(place)} u set is_kept = true, why = 'part of what stays'
     from ${table} x join ${rowsOf(place)} t on t.table_name = '${refersTo}' and t.id = x.${column} and t.is_kept
     where u.table_name = '${table}' and u.id = x.${columns[0]}${second} and not u.is_kept
     returning 1`,
  );
  return rows.length > 0;
}

/** Says which rows stay, and why. */
export async function sayWhatIsKept(db: MovingDb, place: Place): Promise<void> {
  await db.query(
    `insert into import_lines (run_id, is_read, line, kind, source_id, reason, text)
     select ${place.runId}, false, 'changed-here', kind, source_id, 'not taken back: ' || why,
       case why when 'changed here' then 'It was changed on this desk since it was carried, so it stays.'
         when 'used here' then 'Something that was made on this desk refers to it, so it stays.'
         else 'It belongs to something that stays, so it stays too.' end
     from ${rowsOf(place)} where is_kept
     on conflict do nothing`,
  );
}

/** Deletes some of a carrier's rows, and what was remembered of them. @returns how many */
export async function deleteSome(db: MovingDb, { place, carried }: Target, most: number): Promise<number> {
  const isRowOf =
    carried.key === undefined ? 't.id = s.id' : `t.${carried.key[0]} = s.id and t.${carried.key[1]} = s.second_id`;
  const going = `select * from ${rowsOf(place)} where table_name = '${carried.table}' and kind = '${carried.kind}' and not is_kept
    order by id, second_id limit ${most}`;
  await db.query(`create temp table going on commit drop as ${going}`);
  await db.query(`delete from ${carried.table} t using going s where ${isRowOf}`);
  await db.query(
    `delete from import_records r using going s
     where r.import_id = ${place.importId} and r.kind = s.kind and r.source_id = s.source_id`,
  );
  const gone = await db.query(
    `delete from ${rowsOf(place)} u using going s
     where u.table_name = s.table_name and u.id = s.id and u.kind = s.kind and u.source_id = s.source_id returning 1`,
  );
  return gone.length;
}

/** Forgets what a run linked, and what it inserted and somebody deleted here since. */
export async function forgetLinked(db: MovingDb, place: Place): Promise<void> {
  await db.query(
    `delete from import_records where run_id = ${place.runId} and (way = 'linked' or (way = 'inserted' and target_id is null))`,
  );
  await db.query(`delete from import_stamps where import_id = ${place.importId}`);
}

/** Marks a run as taken back. */
export async function markUndone(db: MovingDb, place: Place, now: Date): Promise<void> {
  await db.query(`update import_runs set state = 'undone', finished_at = coalesce(finished_at, $2) where id = $1`, [
    place.runId,
    now,
  ]);
}
