import { departmentId } from './departments';

const TYPES = `'{text,textarea,number,select,date,time,regex,checkbox,button,multi_button}'::text[]`;

/** SQL for the type here of a staged field `f`. */
const typeOf = (field: string): string => `case when ${field}.type = any(${TYPES}) then ${field}.type else 'text' end`;

export const CHOICE = `in ('select', 'multi_button')`;
export const TICK = `in ('checkbox', 'button')`;

/** Says no for a box that can be ticked. */
const UNTICKED = `'{0,no,off,false}'::text[]`;

/** SQL for a staged value `v` of a field `f` as people read it; null if it says nothing. */
export const SHOWN_VALUE = `case when btrim(v.value) = '' then null
  when f.type ${TICK} then case when lower(btrim(v.value)) <> all(${UNTICKED}) then '1' end
  when f.type ${CHOICE} then btrim(v.value) else v.value end`;

export const CUSTOM_FIELDS = {
  columns: [
    ...['name', 'type', 'description', 'department_id', 'pattern', 'required', 'staff_only', 'sort_order', 'owner'],
  ],

  prepare: [
    // Values that say nothing.
    `delete from {stage.customFieldValue} v where coalesce(btrim(v.value), '') = '' or lower(btrim(v.value)) = any(${UNTICKED})
       and exists (select from {stage.customField} f where f.source_id = v.field_id and f.type ${TICK})`,
    // Values that were an option once.
    `create table if not exists {stage}.lost_options (field_id text, name text, primary key (field_id, name))`,
    `insert into {stage}.lost_options (field_id, name)
     select v.field_id, min(btrim(v.value)) from {stage.customFieldValue} v join {stage.customField} f on f.source_id = v.field_id
     where f.type ${CHOICE} and btrim(v.value) <> ''
       and not exists (select from unnest(f.options) o where lower(btrim(o)) = lower(btrim(v.value)))
     group by v.field_id, lower(btrim(v.value)) on conflict do nothing`,
    `update {stage.customField} f set options = coalesce(f.options, '{}') || o.names
     from (select field_id, array_agg(name order by name) as names from {stage}.lost_options l
           where not exists (select from {stage.customField} c cross join lateral unnest(c.options) choice
                             where c.source_id = l.field_id and lower(btrim(choice)) = lower(l.name)) group by field_id) o
     where f.source_id = o.field_id`,
  ],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id,
      coalesce(nullif(btrim(s.name), ''), 'Field ' || s.source_id) as name, ${typeOf('s')} as type,
      coalesce(s.description, '') as description,
      case when s.department_id is not null then {id.department:${departmentId('s.department_id')}} end as department_id,
      nullif(s.pattern, '') as pattern, coalesce(s.required, false) as required,
      coalesce(s.staff_only, false) as staff_only, coalesce(s.sort_order, 0) as sort_order, s.owner
    from {stage.customField} s where s.owner in ('ticket', 'client')`,

  // Values refer to options, so these keep their ids as long as they are there.
  finish: [
    `insert into custom_field_options (field_id, name, sort_order)
     select f.id, o.name, o.place
     from (select {id.customField:s.source_id} as id, s.options from {stage.customField} s where s.type ${CHOICE}) f
       cross join lateral (
         select distinct on (lower(btrim(name))) btrim(name) as name, place::int from unnest(f.options)
           with ordinality as given (name, place) where btrim(name) <> '' order by lower(btrim(name)), place) o
     where f.id is not null
       and not exists (select from custom_field_options d where d.field_id = f.id and lower(d.name) = lower(o.name))
     order by f.id, o.place`,
  ],

  lines: [
    `select 'differs' as line, s.source_id, s.name as title, 'unknown type of field' as reason, 1 as count,
       'This desk has no fields of the type ' || coalesce(s.type, '(none)') || ', so the field is a text here.' as text
     from {stage.customField} s where s.owner in ('ticket', 'client') and ${typeOf('s')} is distinct from s.type`,

    `select 'stays' as line, s.source_id, s.name as title, 'field of something else' as reason, 1 as count,
       'The field belongs neither to tickets nor to clients.' as text
     from {stage.customField} s where s.owner is null or s.owner not in ('ticket', 'client')`,

    // WHMCS documents no refusal of OpenTicket for a field, so its callers may never have sent one.
    `select 'differs' as line, s.source_id, s.name as title, 'required field' as reason, 1 as count,
       'Here a ticket needs this field through the API, too. If your programs do not send it, make it optional.' as text
     from {stage.customField} s where s.owner = 'ticket' and s.required`,

    `select 'differs' as line, s.source_id, s.name as title, 'value that is no option' as reason, l.count,
       'Values of the field are no options of it any more: ' || l.names || '. They are options here.' as text
     from (select field_id, count(*)::int as count, string_agg(name, ', ' order by name) as names
           from {stage}.lost_options group by field_id) l
       join {stage.customField} s on s.source_id = l.field_id`,
  ],
};
