import type { Db } from '../../database/pool';
import type { Names } from '../desk/named';
import type { CustomFieldType } from './custom-fields';

/** A custom field as such, for the APIs that show what fields there are. */
export interface FieldFacts {
  id: number;
  name: string;
  names: Names;
  type: CustomFieldType;
  required: boolean;
  staffOnly: boolean;
  /** What the levels of a hierarchy are called, by language, the first level first. */
  levelNames: Names[];
}

const FIELD = `
  select id, name, names, type, required, staff_only as "staffOnly", level_names as "levelNames" from custom_fields`;

/** All custom fields in their order, those that clients do not see only where asked for. */
export const listFieldFacts = (db: Db, forStaff: boolean): Promise<FieldFacts[]> =>
  db.query(`${FIELD} where owner = 'ticket' and ($1 or not staff_only) order by sort_order, id`, [forStaff]);

/** One custom field; one that clients do not see only where asked for. */
export async function findFieldFacts(db: Db, id: number, forStaff: boolean): Promise<FieldFacts | undefined> {
  const [row] = await db.query<FieldFacts>(`${FIELD} where id = $1 and owner = 'ticket' and ($2 or not staff_only)`, [
    id,
    forStaff,
  ]);
  return row;
}

/** One custom field, held until the end of the transaction, so that its options change one call after the other. */
export async function holdField(db: Db, id: number): Promise<FieldFacts | undefined> {
  const [row] = await db.query<FieldFacts>(`${FIELD} where id = $1 and owner = 'ticket' for no key update`, [id]);
  return row;
}

export interface FieldOption {
  id: number;
  parentId: number | null;
  name: string;
  names: Names;
}

/** The options of a custom field in their order. */
export const listFieldOptions = (db: Db, fieldId: number): Promise<FieldOption[]> =>
  db.query(
    `select id, parent_id as "parentId", name, names from custom_field_options where field_id = $1
     order by sort_order, id`,
    [fieldId],
  );

export interface OptionChange {
  /** Null for a new one. */
  id: number | null;
  /** Of a new one. */
  parentId: number | null;
  /** Null leaves the one there is. */
  name: string | null;
  /** By language; `""` takes one away, what is absent stays. */
  names: Names;
}

/** Adds options to a custom field, after those it has, and renames others. It does not wait: the commit does. */
export function writeFieldOptions(db: Db, fieldId: number, changes: OptionChange[]): void {
  const given = JSON.stringify(changes);
  const columns = '(id int, "parentId" int, name text, names jsonb)';
  db.send(
    `update custom_field_options o
     set name = coalesce(g.name, o.name),
       names = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each_text(o.names || g.names)
                where value <> '')
     from jsonb_to_recordset($2::jsonb) as g ${columns} where o.field_id = $1 and o.id = g.id`,
    [fieldId, given],
  );
  db.send(
    `insert into custom_field_options (field_id, parent_id, name, names, sort_order)
     select $1, g."parentId", g.name,
       (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each_text(g.names) where value <> ''),
       least((select coalesce(max(sort_order), 0) from custom_field_options where field_id = $1) + g.position, 2147483647)
     from rows from (jsonb_to_recordset($2::jsonb) as ${columns}) with ordinality
       as g (id, "parentId", name, names, position)
     where g.id is null order by g.position`,
    [fieldId, given],
  );
}

/** An option and, so that the options of its field change one call after the other, the field until the transaction ends. */
export async function holdOption(db: Db, id: number): Promise<(FieldOption & { fieldId: number }) | undefined> {
  await db.query(
    `select 1 from custom_fields where id = (select field_id from custom_field_options where id = $1) for no key update`,
    [id],
  );
  const [row] = await db.query<FieldOption & { fieldId: number }>(
    `select id, field_id as "fieldId", parent_id as "parentId", name, names from custom_field_options where id = $1`,
    [id],
  );
  return row;
}

/**
 * Whether an option beside others is called so, in any letter case.
 *
 * @param exceptId the option that may be; null for none.
 */
export async function isOptionNamed(
  db: Db,
  fieldId: number,
  parentId: number | null,
  name: string,
  exceptId: number | null = null,
): Promise<boolean> {
  const rows = await db.query(
    `select 1 from custom_field_options
     where field_id = $1 and parent_id is not distinct from $2 and lower(name) = lower($3) and id is distinct from $4 limit 1`,
    [fieldId, parentId, name, exceptId],
  );
  return rows.length > 0;
}

/** An option with nothing below it yet: an index into the list that it is in. */
export interface NewOption {
  name: string;
  parentIndex: number | null;
}

/** Inserts the options of a new custom field in their order; those above others come before them. */
export async function insertOptions(db: Db, fieldId: number, options: NewOption[]): Promise<void> {
  if (options.length === 0) return;
  const drawn = await db.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('custom_field_options', 'id'))::int as id from generate_series(1, $1::int)`,
    [options.length],
  );
  const ids = drawn.map(({ id }) => id);
  db.send(
    `insert into custom_field_options (id, field_id, parent_id, name, sort_order)
     select id, $1, parent_id, name, place
     from unnest($2::int[], $3::int[], $4::text[]) with ordinality as given (id, parent_id, name, place)`,
    [
      fieldId,
      ids,
      options.map(({ parentIndex }) => (parentIndex === null ? null : ids[parentIndex])),
      options.map(({ name }) => name),
    ],
  );
}

/** Whether the value of any ticket or client names an option. */
export async function isOptionUsed(db: Db, fieldId: number, id: number): Promise<boolean> {
  const [row] = await db.query<{ used: boolean }>(
    `select exists (
       select from (
         select value from custom_field_values where field_id = $1
         union all select value from client_field_values where field_id = $1) v
       where jsonb_path_exists(v.value, '$.** ? (@ == $id)', jsonb_build_object('id', $2::int))
     ) as used`,
    [fieldId, id],
  );
  return row?.used ?? false;
}

/** It does not wait: the commit does. */
export function deleteFieldOption(db: Db, fieldId: number, id: number): void {
  db.send('delete from custom_field_options where field_id = $1 and id = $2', [fieldId, id]);
}

/** Whether a custom field has an option with an id. */
export async function fieldHasOption(db: Db, fieldId: number, id: number): Promise<boolean> {
  const rows = await db.query('select 1 from custom_field_options where id = $1 and field_id = $2', [id, fieldId]);
  return rows.length > 0;
}

/** Whether options lie below one. */
export async function hasOptionsBelow(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from custom_field_options where parent_id = $1 limit 1', [id])).length > 0;
}

/** An option as its row says. */
export interface OptionRow {
  id: number;
  fieldId: number;
  /** 0 at the top. */
  parentId: number;
  name: string;
  sortOrder: number;
}

/** The options of all custom fields, or of one, or the one with an id, in the order of the fields and then in their own. */
export const listOptionRows = (
  db: Db,
  { id, fieldId }: { id: number | undefined; fieldId: number | undefined },
): Promise<OptionRow[]> =>
  db.query(
    `select o.id, o.field_id as "fieldId", coalesce(o.parent_id, 0) as "parentId", o.name, o.sort_order as "sortOrder"
     from custom_field_options o join custom_fields f on f.id = o.field_id
     where ($1::int is null or f.id = $1) and ($2::int is null or o.id = $2)
     order by f.sort_order, f.id, o.sort_order, o.id`,
    [fieldId ?? null, id ?? null],
  );
