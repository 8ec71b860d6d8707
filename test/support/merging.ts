import type { World } from './world';

/** Draws like dice that fall the same way each time. */
export function diceOf(seed: number): { upTo(most: number): number; of<T>(items: readonly T[]): T } {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const upTo = (most: number) => Math.floor(next() * (most + 1));
  return { upTo, of: (items) => items[upTo(items.length - 1)] as (typeof items)[number] };
}

const EMAILS = ['ann@example.com', 'BOB@example.com', 'bob@example.com', 'cy@example.org', 'dee@example.net'];
const MADE = `
  with t as (
    insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind, requester_name,
      requester_email, created_at, updated_at, last_reply_at)
    values ('r' || $1::text, 'abcdefgh', 1, $2, $3, 1, 'guest', 'Guest', $4, now() - interval '9 days', now(),
      now() - interval '9 days' + $5::int * interval '1 hour') returning id),
  m as (
    insert into messages (ticket_id, is_first, author_kind, staff_id, author_name, author_email, body, is_draft, created_at, mail_id)
    select id, place = 0, case when place % 2 = 0 then 'guest' else 'staff' end, null, 'A', 'a@example.com', 'Words ' || place,
      place > 0 and place = $6::int, now() - interval '9 days' + least(place, $5::int) * interval '1 hour',
      case when place % 3 = 0 then $1::text || '.' || place || '@example.com' end
    from t, generate_series(0, $5::int) place returning id, ticket_id),
  n as (
    insert into notes (ticket_id, author_name, body, created_at)
    select id, 'Jo', 'Note ' || place, now() from t, generate_series(1, $7::int) place returning id),
  f as (
    insert into attachments (message_id, position, filename, stored_name, size)
    select id, 0, 'a.txt', 'x' || id, 1 from m where id % 3 = 0 returning id),
  c as (insert into attachment_contents (attachment_id, bytes) select id, 'a' from f),
  r as (
    insert into recipients (ticket_id, kind, position, email)
    select id, 'cc', place, email from t, unnest($8::text[]) with ordinality as given (email, place)),
  e as (
    insert into emails (ticket_id, message_id, subject, body, status, recipients, created_at, updated_at, due_at)
    select ticket_id, case when id % 2 = 0 then id end, 'S', 'B', 'sent', '[]', now(), now(), now() from m where id % 4 < 2),
  v as (
    insert into custom_field_values (ticket_id, field_id, value)
    select t.id, f.id, '"V"' from t, custom_fields f where f.id % 2 = $1::text::int % 2),
  g as (insert into ticket_tags (ticket_id, tag_id, position) select t.id, tags.id, 1 from t, tags where tags.id % 2 = $1::text::int % 2)
  select id from t`;

/** Makes a ticket of random messages, notes, tags, files, mails, values and people who get copies. */
export async function randomTicket(world: World, seed: number): Promise<number> {
  const dice = diceOf(seed);
  const replies = dice.upTo(5);
  const copies = [...new Set(Array.from({ length: dice.upTo(3) }, () => dice.of(EMAILS)))];
  const [ticket] = await world.change<{ id: number }>(MADE, [
    ...[
      String(seed),
      `Subject ${seed}`,
      1 + dice.upTo(3),
      dice.of(EMAILS),
      replies,
      dice.upTo(5),
      dice.upTo(3),
      copies,
    ],
  ]);
  if (ticket === undefined) throw new Error('no ticket was made');
  return ticket.id;
}

const TABLES: Record<string, string> = {
  tickets: 'x.id = any($1)',
  messages: 'x.ticket_id = any($1)',
  notes: 'x.ticket_id = any($1)',
  attachments: 'x.message_id in (select id from messages where ticket_id = any($1))',
  recipients: 'x.ticket_id = any($1)',
  emails: 'x.ticket_id = any($1)',
  custom_field_values: 'x.ticket_id = any($1)',
  ticket_tags: 'x.ticket_id = any($1)',
  merges: 'x.ticket_id = any($1)',
};

/** Every row of some tickets, but for when these were changed: whoever asks for changes must hear of both. */
export const allRowsOf = (world: World, ids: number[]): Promise<unknown[]> =>
  world.rows(
    Object.entries(TABLES)
      .map(
        ([table, where]) =>
          `select '${table}' as of, (to_jsonb(x) ${table === 'tickets' ? "- 'updated_at'" : ''})::text as row from ${table} x where ${where}`,
      )
      .join(' union all ')
      .concat(' order by 1, 2'),
    [ids],
  );
