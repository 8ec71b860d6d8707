/** The tickets that somebody marked as unread, or with something new from the customer that they have not seen. */
export const UNREAD = `t.id in (
  select ticket_id from ticket_seen where staff_id = ? and is_unread
  union all
  select n.id from tickets n
  where not n.viewed_by_staff and n.status_id = any(?::int[]) and n.merged_into_id is null and n.deleted_at is null
    and not exists (
      select from ticket_seen s
      where s.staff_id = ? and s.ticket_id = n.id and (s.is_unread or s.seen_at >= n.last_reply_at)))`;

/** The limit keeps PostgreSQL from looking through all files first, which takes seconds on a large desk. */
export const HAS_FILES = `(
  select true from messages m join attachments a on a.message_id = m.id where m.ticket_id = t.id and not m.is_draft limit 1)`;

/** Finds the ids of tickets. A merged ticket stands for the one it was merged into. */
export const IDS_AFTER_MERGE = 'select coalesce(merged_into_id, id) from tickets where';

/** Compares subjects, numbers and ids as a whole. */
export const EXACTLY = `t.id in (${IDS_AFTER_MERGE} lower(subject) = lower(?::jsonb ->> 'text')
  or lower(number) = lower(?::jsonb ->> 'text') or id = (?::jsonb ->> 'id')::int)`;

/**
 * Compares values as `showCustomField` in src/tickets formats them: a tick as `1`, options by name, a hierarchy as a
 * path.
 */
export const FIELD_VALUES = `not exists (
  select from jsonb_to_recordset(?::jsonb) as given (key text, value text)
  where not exists (
    select from custom_field_values v join custom_fields f on f.id = v.field_id
    where v.ticket_id = t.id and (f.id::text = given.key or lower(f.name) = lower(given.key))
      and given.value = case jsonb_typeof(v.value)
        when 'boolean' then '1'
        when 'number' then (select o.name from custom_field_options o where o.field_id = f.id and to_jsonb(o.id) = v.value)
        when 'object' then (
          select string_agg(o.name, ' > ' order by level.key::int) from jsonb_each(v.value) as level
            join custom_field_options o on o.field_id = f.id and to_jsonb(o.id) = level.value)
        else v.value #>> '{}' end))`;
