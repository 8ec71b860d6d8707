import { CHOICE, TICK } from './custom-fields';

const WHERE = {
  ticket: { table: 'custom_field_values', owner: 'ticket_id' },
  client: { table: 'client_field_values', owner: 'client_id' },
};

/** SQL for a line about each staged value `s` of a field `f` that meets a condition. */
const line = (reason: string, title: string, text: string, from: string): string => `
  select 'stays' as line, s.source_id, coalesce(${title}, '') as title, '${reason}' as reason, 1 as count, ${text} as text
  from {stage.customFieldValue} s ${from}`;

/** The values of the fields of tickets, or of those of clients. */
export const customFieldValues = (owner: 'ticket' | 'client') => {
  const { table, owner: column } = WHERE[owner];
  return {
    table,
    key: [column, 'field_id'] as const,
    columns: [column, 'field_id', 'value'],

    // Values that say nothing were removed with the fields.
    select: `
      select s.source_id, i.owner_id as ${column}, i.field_id, x.value
      from {stage.customFieldValue} s join {stage.customField} f on f.source_id = s.field_id and f.owner = '${owner}'
        cross join lateral (select {id.${owner}:s.owner_id} as owner_id, {id.customField:s.field_id} as field_id) i
        cross join lateral (select case when f.type ${TICK} then to_jsonb(true)
          when f.type ${CHOICE} then (select to_jsonb(min(o.id)) from custom_field_options o
            where o.field_id = i.field_id and lower(o.name) = lower(btrim(s.value)))
          else to_jsonb(s.value) end as value) x
      where i.owner_id is not null and i.field_id is not null and x.value is not null`,

    lines: [
      line(
        `value of no ${owner}`,
        'f.name',
        `'The value of the custom field belongs to the ${owner} ' || coalesce(s.owner_id, '(none)') || ', which is gone.'`,
        `join {stage.customField} f on f.source_id = s.field_id and f.owner = '${owner}'
         left join {stage.${owner}} o on o.source_id = s.owner_id where o.source_id is null and {id.${owner}:s.owner_id} is null`,
      ),
    ],
  };
};

/** A line for each value of a field that is gone. */
export const VALUES_OF_NO_FIELD = line(
  'value of no field',
  't.number',
  `'The value belongs to the custom field ' || coalesce(s.field_id, '(none)') || ', which is gone.'`,
  `left join {stage.ticket} t on t.source_id = s.owner_id
   where not exists (select from {stage.customField} f where f.source_id = s.field_id)`,
);
