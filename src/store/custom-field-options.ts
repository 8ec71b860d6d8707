import type { Db } from '../database/pool';
import type { CustomFieldType } from './custom-fields';
import type { Names } from './desk';

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
       (select coalesce(max(sort_order), 0) from custom_field_options where field_id = $1) + g.position
     from rows from (jsonb_to_recordset($2::jsonb) as ${columns}) with ordinality
       as g (id, "parentId", name, names, position)
     where g.id is null order by g.position`,
    [fieldId, given],
  );
}

/** Whether the value of any ticket names an option. */
export async function isOptionUsed(db: Db, fieldId: number, id: number): Promise<boolean> {
  const [row] = await db.query<{ used: boolean }>(
    `select exists (
       select from custom_field_values v
       where v.field_id = $1 and jsonb_path_exists(v.value, '$.** ? (@ == $id)', jsonb_build_object('id', $2::int))
     ) as used`,
    [fieldId, id],
  );
  return row?.used ?? false;
}

/** It does not wait: the commit does. */
export function deleteFieldOption(db: Db, fieldId: number, id: number): void {
  db.send('delete from custom_field_options where field_id = $1 and id = $2', [fieldId, id]);
}
