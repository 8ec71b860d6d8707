import { columnOf } from '../rows';
import { type MovingDb, type Place, schemaOf, stageTable, withWords } from './place';

/** Rows of another table that belong to a carried row. */
interface ChildTable {
  table: string;
  owner: string;
  columns: readonly string[];
  select: string;
}

/** How records of a kind become rows of a table: the part of a Carrier that statements are made of. */
interface CarriedTable {
  kind: string;
  table: string;
  key?: readonly [string, string];
  columns: readonly string[];
  select: string;
  matches?: string;
  adopts?: string;
  children?: readonly ChildTable[];
  /** The columns and tables of children that are not changed, or all. */
  leaves?: readonly string[] | 'all' | undefined;
}

/** A carrier with what the database and the kinds say about it. */
export interface Target {
  place: Place;
  carried: CarriedTable;
  /** The columns of the staged records. */
  staged: readonly string[];
  /** The types of the table's columns. */
  types: ReadonlyMap<string, string>;
}

/** Reads the types of a carrier's table. @throws Error if a column does not exist, which is a mistake of the carrier */
export async function targetOf(
  db: MovingDb,
  place: Place,
  carried: CarriedTable,
  members: Record<string, string>,
): Promise<Target> {
  const rows = await db.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [carried.table],
  );
  const types = new Map(rows.map(({ name, type }) => [name, type]));
  const unknown = carried.columns.find((column) => !types.has(column));
  if (unknown !== undefined) throw new Error(`${carried.table} has no column ${unknown}`);
  return { place, carried, staged: Object.keys(members).map(columnOf), types };
}

/** The digest of a staged record `s`. */
export const stagedDigest = ({ staged }: Target, alias = 's'): string =>
  `md5(row(${['source_id', ...staged].map((column) => `${alias}.${column}`).join(', ')})::text)::uuid`;

/** The digest of a row `t` with its children. */
export function rowDigest({ carried: { columns, children = [] } }: Target): string {
  const ofRow = `row(${columns.map((column) => `t.${column}`).join(', ')})::text`;
  const ofChildren = children.map(({ table, owner, columns: own }) => {
    const row = `row(${own.map((column) => `c.${column}`).join(', ')})::text`;
    return ` || coalesce((select string_agg(${row}, ',' order by ${row} collate "C") from ${table} c where c.${owner} = t.id), '')`;
  });
  return `md5(${ofRow}${ofChildren.join('')})::uuid`;
}

/**
 * Whether row `t` is the one that a record or a picked row points to. The addition keeps PostgreSQL from an index by the
 * second id alone: without statistics it takes that one for as good, and 29,000 values of a few fields took 400 seconds
 * instead of one.
 */
export const isRow = ({ carried: { key } }: Target, alias: string): string =>
  key === undefined
    ? `t.id = ${alias}.target_id`
    : `t.${key[0]} = ${alias}.target_id and t.${key[1]} + 0 = ${alias}.second_id`;

/** The conditions for a record `r` of a carrier. */
export const isRecord = ({ place, carried }: Target): string =>
  `r.import_id = ${place.importId} and r.kind = '${carried.kind}' and r.target_table = '${carried.table}'`;

/** The source id of the ticket or client that a staged record `s` is part of. */
export function ownerOf({ carried, staged }: Target): string {
  if (carried.kind === 'ticket') return 's.source_id';
  const owner = ['ticket_id', 'owner_id'].find((column) => staged.includes(column));
  return owner === undefined ? 'null' : `s.${owner}`;
}

/** Selects the rows of a carrier for the staged records of a batch. */
export const selectBatch = (sql: string, { place }: Target, { todo, from, to }: Batch): string =>
  `${withWords(sql, place)} and s.seq between ${from} and ${to}
     and s.seq in (select seq from ${schemaOf(place)}.${todo} where seq between ${from} and ${to})`;

/** The records to carry: new ones, or changed ones. */
export type Todo = 'todo_new' | 'todo_changed';

/** Some of them, by their places in the stage. */
export interface Batch {
  todo: Todo;
  from: number;
  to: number;
  count: number;
}

/** The table of a target's staged records, or of those of another kind. */
export const stageOf = ({ place, carried }: Target, kind = carried.kind): string => stageTable(place, kind);
