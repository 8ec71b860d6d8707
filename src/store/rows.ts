import type { Db } from '../database/pool';
import type { Changes } from './desk/activity';
import { lockUntilCommit } from './locks';

/**
 * The tables that are kept row by row, where a row means no more than what its columns say. Tickets and all that belongs
 * to them are not among them: they change through verbs.
 */
export type PlainTable =
  | 'announcements'
  | 'banned_ips'
  | 'categories'
  | 'client_groups'
  | 'client_notes'
  | 'clients'
  | 'contacts'
  | 'credentials'
  | 'custom_field_options'
  | 'custom_fields'
  | 'departments'
  | 'domains'
  | 'email_templates'
  | 'predefined_replies'
  | 'predefined_reply_categories'
  | 'priorities'
  | 'roles'
  | 'services'
  | 'spam_filters'
  | 'staff'
  | 'statuses'
  | 'ticket_types'
  | 'todo_items'
  | 'users';

/**
 * Values by column, whose name is written in camelCase as everywhere outside SQL: `firstName` for `first_name`. Absent and
 * undefined ones are left to the table, or as they are. Objects are written as JSON.
 */
export type Columns = Record<string, unknown>;

const given = (columns: Columns): [name: string, value: unknown][] =>
  Object.entries(columns).filter(([, value]) => value !== undefined);

/**
 * The name of a member's column. Members come from code, never from a caller.
 *
 * @throws Error for what is no name of a member, `first_name` among them.
 */
export function columnOf(member: string): string {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(member)) throw new Error(`"${member}" is no member of a row`);
  return member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const memberOf = (column: string): string =>
  column.replace(/_([a-z0-9])/g, (_underscore, letter: string) => letter.toUpperCase());

/** A row that was selected under the names of its columns, under those of its members. */
export const membersOf = <Row>(row: Record<string, unknown>): Row =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [memberOf(column), value])) as Row;

const written = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? JSON.stringify(value)
    : value;

/** Inserts a row and gives its id. */
export async function insertRow(db: Db, table: PlainTable, columns: Columns): Promise<number> {
  const entries = given(columns);
  const names = entries.map(([name]) => columnOf(name)).join(', ');
  const places = entries.map((_, index) => `$${index + 1}`).join(', ');
  const rows = await db.query<{ id: number }>(
    `insert into ${table} (${names}) values (${places}) returning id`,
    entries.map(([, value]) => written(value)),
  );
  return inserted(rows).id;
}

/** The row that an insert gave back. */
export function inserted<Row>([row]: Row[]): Row {
  if (row === undefined) throw new Error('an insert returned no row');
  return row;
}

/** A row with all of its columns, held until the end of the transaction. */
export async function holdRow<Row>(db: Db, table: PlainTable, id: number): Promise<Row | undefined> {
  const [row] = await db.query<Columns>(`select * from ${table} where id = $1 for no key update`, [id]);
  return row && membersOf<Row>(row);
}

/**
 * The same, so that until then nobody begins to refer to it either: what is asked afterwards about its use stays true.
 */
export async function holdWhole<Row>(db: Db, table: PlainTable, id: number): Promise<Row | undefined> {
  const [row] = await db.query<Columns>(`select * from ${table} where id = $1 for update`, [id]);
  return row && membersOf<Row>(row);
}

/** Whether there is a row with an id. */
export async function rowExists(db: Db, table: PlainTable, id: number): Promise<boolean> {
  return (await db.query(`select 1 from ${table} where id = $1`, [id])).length > 0;
}

/** Columns of which the log says that they changed, and not what from and what to. */
const LOGGED_WITHOUT_VALUES = new Set(['body', 'message', 'notes', 'password_hash', 'security_answer', 'signature']);

/** Columns that say when a row changed, and not what. */
const NOT_LOGGED = new Set(['updated_at']);

/**
 * Changes columns of a row.
 *
 * @returns what changed, for the activity log, whose readers know it by the columns' own names; undefined when there is no
 * such row.
 */
export async function changeRow(db: Db, table: PlainTable, id: number, columns: Columns): Promise<Changes | undefined> {
  const entries = given(columns);
  if (entries.length === 0) return (await rowExists(db, table, id)) ? {} : undefined;
  const names = entries.map(([name]) => columnOf(name));
  const sets = names.map((name, index) => `${name} = $${index + 2}`).join(', ');
  const list = (alias: string) => names.map((name) => `'${name}', ${alias}.${name}`).join(', ');
  const [row] = await db.query<{ before: Columns; after: Columns }>(
    `with old as materialized (select id, ${names.join(', ')} from ${table} where id = $1 for no key update),
     new as (update ${table} set ${sets} where id = (select id from old) returning ${names.join(', ')})
     select json_build_object(${list('old')}) as before, json_build_object(${list('new')}) as after from old, new`,
    [id, ...entries.map(([, value]) => written(value))],
  );
  return row && differences(row.before, row.after);
}

/** What differs between two states of a thing, for the activity log. */
export function differences(before: Columns, after: Columns): Changes {
  const changed = Object.keys(after).filter(
    (name) => !NOT_LOGGED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(
    changed.map((name) => [name, LOGGED_WITHOUT_VALUES.has(name) ? ['...', '...'] : [before[name], after[name]]]),
  );
}

/** Deletes a row and gives what it was; undefined where there was none. */
export async function takeRow<Row>(db: Db, table: PlainTable, id: number): Promise<Row | undefined> {
  const [row] = await db.query<Columns>(`delete from ${table} where id = $1 returning *`, [id]);
  return row && membersOf<Row>(row);
}

/** Deletes a row. @returns whether there was one. */
export async function deleteRow(db: Db, table: PlainTable, id: number): Promise<boolean> {
  return (await db.query(`delete from ${table} where id = $1 returning 1`, [id])).length > 0;
}

/**
 * The place behind all rows of a table, for a new one; behind the greatest number there is no other.
 *
 * @param among a column, as in {@link Columns}, and its value, where only the rows that have it are in one order.
 */
export async function nextPlace(db: Db, table: PlainTable, among: Record<string, number> = {}): Promise<number> {
  const where = Object.keys(among).map((name, index) => `${columnOf(name)} = $${index + 1}`);
  const [row] = await db.query<{ place: number }>(
    `select least(coalesce(max(sort_order), 0), 2147483646) + 1 as place from ${table}
     where ${where.join(' and ') || 'true'}`,
    Object.values(among),
  );
  return row?.place ?? 1;
}

/**
 * Whether another row has a text already, in any letter case. Adding or renaming holds back others who do the same, so
 * that of two at once the second sees the first.
 *
 * @param name the column, as in {@link Columns}, and the text; without a text nothing is taken.
 * @param exceptId the row that may have it; null for none.
 */
export async function isTaken(
  db: Db,
  table: PlainTable,
  name: Record<string, string | undefined>,
  exceptId: number | null = null,
): Promise<boolean> {
  const [[member, text] = ['', undefined]] = Object.entries(name);
  if (text === undefined) return false;
  await lockNames(db, table);
  const rows = await db.query(
    `select 1 from ${table} where lower(${columnOf(member)}) = lower($1) and id is distinct from $2 limit 1`,
    [text.trim(), exceptId],
  );
  return rows.length > 0;
}

/** Lets nobody else add or rename a row of a table in this way until the transaction ends. */
export const lockNames = (db: Db, table: PlainTable): Promise<void> => lockUntilCommit(db, `names of ${table}`);
