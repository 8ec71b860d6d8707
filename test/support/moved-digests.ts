import type { MovingDesk } from './moving-desk';

/**
 * SQL for a value `v` of a custom field. An option has no id in the old desk: its own is drawn anew after a transaction that
 * was undone.
 */
const VALUE = `coalesce((select o.name from custom_field_options o where o.field_id = v.field_id and to_jsonb(o.id) = v.value),
  v.value::text)`;

/** SQL for everything of each ticket, in words that are the same on every desk that carried it. */
const OF_TICKETS = `
  select t.id, t.number, md5(concat_ws(chr(31), t.access_code, t.department_id, t.subject, t.status_id, t.priority_id, t.opener_kind,
    t.client_id, t.user_id, t.contact_id, t.requester_name, t.requester_email, t.opened_by_staff_id, t.assignee_id,
    t.service_id, t.domain_id, t.created_at, t.updated_at, t.last_reply_at, t.closed_at, t.merged_into_id, t.first_message_id,
    (select string_agg(concat_ws(chr(30), m.id, m.is_first, m.author_kind, m.client_id, m.user_id, m.contact_id, m.staff_id,
       m.author_name, m.author_email, m.format, m.body, m.created_at, m.mail_id, r.stars), chr(29) order by m.id)
     from messages m left join message_ratings r on r.message_id = m.id where m.ticket_id = t.id),
    (select string_agg(concat_ws(chr(30), n.id, n.staff_id, n.author_name, n.format, n.body, n.created_at), chr(29) order by n.id)
     from notes n where n.ticket_id = t.id),
    (select string_agg(concat_ws(chr(30), a.message_id, a.note_id, a.position, a.filename, a.size, a.removed_at is null,
       (select md5(c.bytes) from attachment_contents c where c.attachment_id = a.id)), chr(29)
       order by a.message_id, a.note_id, a.position)
     from attachments a left join messages m on m.id = a.message_id left join notes n on n.id = a.note_id
     where coalesce(m.ticket_id, n.ticket_id) = t.id),
    (select string_agg(g.name, ',' order by g.name) from ticket_tags tt join tags g on g.id = tt.tag_id where tt.ticket_id = t.id),
    (select string_agg(c.email, ',' order by c.position) from recipients c where c.ticket_id = t.id),
    (select string_agg(f.staff_id::text, ',' order by f.staff_id) from followers f where f.ticket_id = t.id),
    (select string_agg(concat_ws('=', v.field_id, ${VALUE}), ',' order by v.field_id) from custom_field_values v where v.ticket_id = t.id)
  )) as digest
  from tickets t order by t.id`;

/** Tables whose rows are the same, but for what is drawn or counted anew. */
const PEOPLE: Record<string, readonly string[]> = {
  departments: [],
  statuses: [],
  priorities: [],
  client_groups: [],
  clients: ['uuid'],
  users: ['uuid'],
  client_users: [],
  contacts: ['uuid'],
  client_notes: [],
  services: [],
  domains: [],
  staff: ['uuid'],
  custom_fields: [],
  predefined_replies: [],
  predefined_reply_categories: [],
  announcements: [],
  spam_filters: [],
  banned_ips: [],
  tags: [],
};

/** A digest of each ticket by its number, and of each table of what is not a ticket's. */
export async function digestsOf({ rows }: Pick<MovingDesk, 'rows'>): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const { number, digest } of await rows<{ number: string; digest: string }>(OF_TICKETS))
    digests[`ticket ${number}`] = digest;
  for (const [table, but] of Object.entries(PEOPLE)) {
    const whole = but.reduce((one, column) => `${one} - '${column}'`, 'to_jsonb(t)');
    // What the old desk has no date for has that of the import.
    const row = `regexp_replace((${whole})::text, '"(' || (now() - interval '1 day')::date || '|' || now()::date || ')T[^"]*"', '"now"', 'g')`;
    const [found] = await rows<{ digest: string | null }>(
      `select md5(string_agg(${row}, ' ' order by ${row})) as digest from ${table} t`,
    );
    digests[table] = found?.digest ?? '';
  }
  const [values] = await rows<{ digest: string | null }>(
    `select md5(string_agg(concat_ws('=', v.client_id, v.field_id, ${VALUE}), ' ' order by v.client_id, v.field_id)) as digest
     from client_field_values v`,
  );
  return { ...digests, client_field_values: values?.digest ?? '' };
}
