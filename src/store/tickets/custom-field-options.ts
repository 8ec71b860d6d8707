import type { Db } from '../../database/pool';
import type { Names } from '../desk/named';
import type { CustomFieldType } from './custom-fields';

/** A custom field without values, for the APIs that list the fields. */
export interface FieldFacts {
  id: number;
  name: string;
  names: Names;
  type: CustomFieldType;
  required: boolean;
  staffOnly: boolean;
  /** The names of a hierarchy's levels, by language, the first level first. */
  levelNames: Names[];
}

const FIELD = `
  select id, name, names, type, required, staff_only as "staffOnly", level_names as "levelNames" from custom_fields`;

/** What a custom field belongs to. */
export type FieldOwner = 'ticket' | 'client';

/** Lists all custom fields of tickets or clients in their order; fields for staff only if `forStaff`. */
export const listFieldFacts = (db: Db, owner: FieldOwner, forStaff: boolean): Promise<FieldFacts[]> =>
  db.query(`${FIELD} where owner = $1 and ($2 or not staff_only) order by sort_order, id`, [owner, forStaff]);

/** Finds a custom field of tickets or clients; one for staff only if `forStaff`. */
export async function findFieldFacts(
  db: Db,
  owner: FieldOwner,
  id: number,
  forStaff: boolean,
): Promise<FieldFacts | undefined> {
  const [row] = await db.query<FieldFacts>(`${FIELD} where id = $1 and owner = $2 and ($3 or not staff_only)`, [
    id,
    owner,
    forStaff,
  ]);
  return row;
}

/** Finds a custom field of tickets and locks it, so that only one transaction at a time changes its options. */
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

/** Lists the options of a custom field in their order. */
export const listFieldOptions = (db: Db, fieldId: number): Promise<FieldOption[]> =>
  db.query(
    `select id, parent_id as "parentId", name, names from custom_field_options where field_id = $1
     order by sort_order, id`,
    [fieldId],
  );

export interface OptionChange {
  /** Null for a new option. */
  id: number | null;
  /** The parent of a new option. */
  parentId: number | null;
  /** Null for no change. */
  name: string | null;
  /** By language. `""` removes a name, and absent ones don't change. */
  names: Names;
}

/** Adds options after the existing ones of a custom field, and renames others. It does not wait: the commit does. */
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

/** Finds an option and locks its field, so that only one transaction at a time changes the field's options. */
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
 * Whether another option under the same parent has this name, in any letter case.
 *
 * @param exceptId the option that is being renamed, if any.
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

/** An option to be inserted. `parentIndex` is its parent's index in the same list. */
export interface NewOption {
  name: string;
  parentIndex: number | null;
}

/** Inserts the options of a new custom field in their order. Parents must come before their children. */
export async function insertOptions(db: Db, fieldId: number, options: NewOption[]): Promise<void> {
  if (options.length === 0) return;
  const rows = await db.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('custom_field_options', 'id'))::int as id from generate_series(1, $1::int)`,
    [options.length],
  );
  const ids = rows.map(({ id }) => id);
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

/** Whether any ticket's or client's value refers to an option. */
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

/** Deletes an option of a custom field. It does not wait: the commit does. */
export function deleteFieldOption(db: Db, fieldId: number, id: number): void {
  db.send('delete from custom_field_options where field_id = $1 and id = $2', [fieldId, id]);
}

/** Whether a custom field has an option with this id. */
export async function fieldHasOption(db: Db, fieldId: number, id: number): Promise<boolean> {
  const rows = await db.query('select 1 from custom_field_options where id = $1 and field_id = $2', [id, fieldId]);
  return rows.length > 0;
}

/** Whether an option has children. */
export async function hasOptionsBelow(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from custom_field_options where parent_id = $1 limit 1', [id])).length > 0;
}

/** An option as its row has it. */
export interface OptionRow {
  id: number;
  fieldId: number;
  /** 0 at the top. */
  parentId: number;
  name: string;
  sortOrder: number;
}

/**
 * Lists the options of all custom fields, of one field, or only the one with an id; in the order of fields, then
 * options.
 */
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
