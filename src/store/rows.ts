import type { Db } from '../database/pool';
import type { Changes } from './desk/activity';
import { lockUntilCommit } from './locks';

/**
 * Tables whose rows mean no more than their columns say, so that plain inserts, updates and deletes will do. Tickets
 * and what belongs to them are missing here: they change through verbs.
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
  | 'macros'
  | 'priorities'
  | 'roles'
  | 'services'
  | 'spam_filters'
  | 'staff'
  | 'statuses'
  | 'ticket_types'
  | 'ticket_views'
  | 'todo_items'
  | 'users';

/**
 * Values by column. Names are in camelCase, as everywhere outside SQL: `firstName` for `first_name`. For an absent or
 * undefined value, an insert takes the table's default and an update keeps what is there. Objects are stored as JSON.
 */
export type Columns = Record<string, unknown>;

const definedEntries = (columns: Columns): [name: string, value: unknown][] =>
  Object.entries(columns).filter(([, value]) => value !== undefined);

/**
 * The column of a member. Members come from code, never from a caller.
 *
 * @throws Error if the name is not in camelCase, such as `first_name`.
 */
export function columnOf(member: string): string {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(member)) throw new Error(`"${member}" is not the name of a member`);
  return member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const memberOf = (column: string): string =>
  column.replace(/_([a-z0-9])/g, (_underscore, letter: string) => letter.toUpperCase());

/** Renames a row's columns to camelCase, for rows selected with `*`. */
export const membersOf = <Row>(row: Record<string, unknown>): Row =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [memberOf(column), value])) as Row;

const toSqlValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? JSON.stringify(value)
    : value;

/** Inserts a row and returns its id. */
export async function insertRow(db: Db, table: PlainTable, columns: Columns): Promise<number> {
  const entries = definedEntries(columns);
  const names = entries.map(([name]) => columnOf(name)).join(', ');
  const places = entries.map((_, index) => `$${index + 1}`).join(', ');
  const rows = await db.query<{ id: number }>(
    `insert into ${table} (${names}) values (${places}) returning id`,
    entries.map(([, value]) => toSqlValue(value)),
  );
  return inserted(rows).id;
}

/** The only row that an insert returned. */
export function inserted<Row>([row]: Row[]): Row {
  if (row === undefined) throw new Error('an insert returned no row');
  return row;
}

/**
 * Reads a row with all its columns and locks it until the transaction ends. Others can still insert rows that refer to
 * it.
 */
export async function holdRow<Row>(db: Db, table: PlainTable, id: number): Promise<Row | undefined> {
  const [row] = await db.query<Columns>(`select * from ${table} where id = $1 for no key update`, [id]);
  return row && membersOf<Row>(row);
}

/**
 * The same, but until the transaction ends nobody can insert a row that refers to it. So a later check whether it is in
 * use stays true.
 */
export async function holdRowExclusively<Row>(db: Db, table: PlainTable, id: number): Promise<Row | undefined> {
  const [row] = await db.query<Columns>(`select * from ${table} where id = $1 for update`, [id]);
  return row && membersOf<Row>(row);
}

/** Whether a row with this id exists. */
export async function rowExists(db: Db, table: PlainTable, id: number): Promise<boolean> {
  return (await db.query(`select 1 from ${table} where id = $1`, [id])).length > 0;
}

/** Columns whose changes are logged without their values, because those are secret or long. */
const LOGGED_WITHOUT_VALUES = new Set([
  'body',
  'message',
  'note_body',
  'notes',
  'password_hash',
  'plain',
  'reply_body',
  'security_answer',
  'signature',
]);

/** Columns that change with every update, and so say nothing. */
const NOT_LOGGED = new Set(['updated_at']);

/**
 * Changes columns of a row.
 *
 * @returns what changed, for the activity log; undefined if there is no such row. The log's readers know the columns by
 * their own names, so these stay in snake_case.
 */
export async function changeRow(db: Db, table: PlainTable, id: number, columns: Columns): Promise<Changes | undefined> {
  const entries = definedEntries(columns);
  if (entries.length === 0) return (await rowExists(db, table, id)) ? {} : undefined;
  const names = entries.map(([name]) => columnOf(name));
  const sets = names.map((name, index) => `${name} = $${index + 2}`).join(', ');
  const list = (alias: string) => names.map((name) => `'${name}', ${alias}.${name}`).join(', ');
  const [row] = await db.query<{ before: Columns; after: Columns }>(
    `with old as materialized (select id, ${names.join(', ')} from ${table} where id = $1 for no key update),
     new as (update ${table} set ${sets} where id = (select id from old) returning ${names.join(', ')})
     select json_build_object(${list('old')}) as before, json_build_object(${list('new')}) as after from old, new`,
    [id, ...entries.map(([, value]) => toSqlValue(value))],
  );
  return row && differences(row.before, row.after);
}

/** What changed between two states of a row, for the activity log. */
export function differences(before: Columns, after: Columns): Changes {
  const changed = Object.keys(after).filter(
    (name) => !NOT_LOGGED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(
    changed.map((name) => [name, LOGGED_WITHOUT_VALUES.has(name) ? ['...', '...'] : [before[name], after[name]]]),
  );
}

/** Deletes a row. @returns what it was; undefined if there was none. */
export async function takeRow<Row>(db: Db, table: PlainTable, id: number): Promise<Row | undefined> {
  const [row] = await db.query<Columns>(`delete from ${table} where id = $1 returning *`, [id]);
  return row && membersOf<Row>(row);
}

/** Deletes a row. @returns whether there was one. */
export async function deleteRow(db: Db, table: PlainTable, id: number): Promise<boolean> {
  return (await db.query(`delete from ${table} where id = $1 returning 1`, [id])).length > 0;
}

/**
 * The sort order that puts a new row last. It stops at the greatest integer.
 *
 * @param among orders only the rows with this value in this column (named as in {@link Columns}), such as one field's
 * options.
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
 * Whether another row already has a text, in any letter case. Locks the table's names until the transaction ends, so
 * that of two calls at once the second sees the first.
 *
 * @param name the column, named as in {@link Columns}, and the text. Without a text, the answer is false.
 * @param exceptId the row that is being renamed, if any.
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

/** Makes other transactions that call this or {@link isTaken} for the table wait until this one ends. */
export const lockNames = (db: Db, table: PlainTable): Promise<void> => lockUntilCommit(db, `names of ${table}`);
