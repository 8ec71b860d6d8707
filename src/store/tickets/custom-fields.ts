import type { Db } from '../../database/pool';
import type { Names } from '../desk/named';

export const CUSTOM_FIELD_TYPES = [
  'text',
  'textarea',
  'number',
  'select',
  'hierarchy',
  'date',
  'time',
  'regex',
  'checkbox',
  'button',
  'multi_button',
] as const;

export type CustomFieldType = (typeof CUSTOM_FIELD_TYPES)[number];

export interface CustomFieldOption {
  id: number;
  parentId: number | null;
  name: string;
  names: Names;
}

export interface CustomField {
  id: number;
  name: string;
  type: CustomFieldType;
  pattern: string | null;
  required: boolean;
  /** Clients neither see nor set it. */
  staffOnly: boolean;
  /** Null for a field of all departments. */
  departmentId: number | null;
  options: CustomFieldOption[];
}

/** SQL for the fields that meet a condition, with their options, as one JSON array. */
export const fieldsJson = (condition: string): string =>
  `(select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'type', f.type, 'pattern', f.pattern,
       'required', f.required, 'staffOnly', f.staff_only, 'departmentId', f.department_id, 'options', (
         select coalesce(json_agg(json_build_object('id', o.id, 'parentId', o.parent_id, 'name', o.name,
                                                    'names', o.names)
                                  order by o.sort_order, o.id), '[]')
         from custom_field_options o where o.field_id = f.id)) order by f.sort_order, f.id), '[]')
     from custom_fields f where ${condition})`;

const OF_DEPARTMENT = `f.owner = 'ticket' and (f.department_id is null or f.department_id = $1)`;

/** Lists the fields of tickets in a department, in their order. */
export async function listCustomFields(db: Db, departmentId: number): Promise<CustomField[]> {
  const [row] = await db.query<{ fields: CustomField[] }>(`select ${fieldsJson(OF_DEPARTMENT)} as fields`, [
    departmentId,
  ]);
  return row?.fields ?? [];
}

/** Lists the fields of clients, in their order. */
export async function listClientFields(db: Db): Promise<CustomField[]> {
  const [row] = await db.query<{ fields: CustomField[] }>(`select ${fieldsJson(`f.owner = 'client'`)} as fields`);
  return row?.fields ?? [];
}

/** A value as it is stored: text, true, the id of an option, or the ids of options by level. */
export type CustomFieldValue = string | true | number | Record<string, number>;

export interface CustomFieldChange {
  fieldId: number;
  /** Null removes the value. */
  value: CustomFieldValue | null;
}

const VALUES = {
  ticket: { table: 'custom_field_values', owner: 'ticket_id' },
  client: { table: 'client_field_values', owner: 'client_id' },
};

function writeValues(db: Db, kind: keyof typeof VALUES, ownerId: number, changes: CustomFieldChange[]): void {
  if (changes.length === 0) return;
  const { table, owner } = VALUES[kind];
  const ids = changes.map(({ fieldId }) => fieldId);
  const values = changes.map(({ value }) => (value === null ? null : JSON.stringify(value)));
  db.send(
    `with given as (select * from unnest($2::int[], $3::text[]) as g (field_id, value)),
     cleared as (delete from ${table} where ${owner} = $1
                 and field_id in (select field_id from given where value is null))
     insert into ${table} (${owner}, field_id, value)
     select $1, field_id, value::jsonb from given where value is not null
     on conflict (${owner}, field_id) do update set value = excluded.value`,
    [ownerId, ids, values],
  );
}

/** Sets and removes a ticket's values. It does not wait: the commit does. */
export const writeCustomFields = (db: Db, ticketId: number, changes: CustomFieldChange[]): void =>
  writeValues(db, 'ticket', ticketId, changes);

/** Sets and removes a client's values. It does not wait: the commit does. */
export const writeClientFields = (db: Db, clientId: number, changes: CustomFieldChange[]): void =>
  writeValues(db, 'client', clientId, changes);

/** Counts the tickets and clients that have a value in a field. */
export async function countFieldValues(db: Db, fieldId: number): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select (select count(*) from custom_field_values where field_id = $1)
       + (select count(*) from client_field_values where field_id = $1) as count`,
    [fieldId],
  );
  return row?.count ?? 0;
}

/** Lists a ticket's values with their fields, in the order of the fields. */
export async function listCustomFieldValues(
  db: Db,
  ticketId: number,
): Promise<
  (Pick<CustomField, 'id' | 'name' | 'type' | 'staffOnly'> & {
    value: CustomFieldValue;
    options: Omit<CustomFieldOption, 'names'>[];
  })[]
> {
  return db.query(
    `select f.id, f.name, f.type, f.staff_only as "staffOnly", v.value,
       (select coalesce(json_agg(json_build_object('id', o.id, 'parentId', o.parent_id, 'name', o.name)), '[]')
        from custom_field_options o where o.field_id = f.id) as options
     from custom_field_values v join custom_fields f on f.id = v.field_id
     where v.ticket_id = $1 order by f.sort_order, f.id`,
    [ticketId],
  );
}

/** Lists every field of clients in order, with the value of one client; null for none. */
export const listClientFieldValues = (
  db: Db,
  clientId: number,
): Promise<{ id: number; options: Pick<CustomFieldOption, 'id' | 'name'>[]; value: CustomFieldValue | null }[]> =>
  db.query(
    `select f.id, v.value,
       (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name)), '[]')
        from custom_field_options o where o.field_id = f.id) as options
     from custom_fields f left join client_field_values v on v.field_id = f.id and v.client_id = $1
     where f.owner = 'client' order by f.sort_order, f.id`,
    [clientId],
  );

/** A custom field as its row has it. */
export interface FieldRow {
  id: number;
  name: string;
  type: CustomFieldType;
  owner: 'ticket' | 'client';
  /** 0 for all departments. */
  departmentId: number;
  description: string;
  /** Empty if there is none. */
  pattern: string;
  required: boolean;
  staffOnly: boolean;
  sortOrder: number;
}

/** Lists the custom fields in their order. Undefined members of the filter exclude none. */
export const listFieldRows = (
  db: Db,
  { id, owner }: { id: number | undefined; owner: string | undefined },
): Promise<FieldRow[]> =>
  db.query(
    `select id, name, type, owner, coalesce(department_id, 0) as "departmentId", description,
       coalesce(pattern, '') as pattern, required, staff_only as "staffOnly", sort_order as "sortOrder"
     from custom_fields where ($1::int is null or id = $1) and ($2::text is null or owner = $2) order by sort_order, id`,
    [id ?? null, owner ?? null],
  );
