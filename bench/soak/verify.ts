import type { Client } from 'pg';
import { digest, fileOf, type Ledger, messageOf } from './ledger';

interface Found {
  id: number;
  subject: string;
  firsts: number;
  body: string | null;
  events: number;
  files: string[];
}

/** Tickets are read in pages of this many. */
const PAGE = 2_000;

const TICKETS = `
  select t.id, t.subject, e.events, f.files,
    (select count(*)::int from messages m where m.ticket_id = t.id and m.is_first) as firsts,
    (select md5(m.body) from messages m where m.ticket_id = t.id and m.is_first) as body
  from tickets t
  cross join lateral (
    select array_agg(md5(c.bytes)) filter (where c.bytes is not null) as files
    from messages m join attachments a on a.message_id = m.id
    left join attachment_contents c on c.attachment_id = a.id where m.ticket_id = t.id) f
  left join (
    select (payload->>'ticketid')::int as id, count(*)::int as events from outbox where event = 'TicketOpen' group by 1) e
    on e.id = t.id
  where t.id > $1 and t.subject like $2 order by t.id limit ${PAGE}`;

export interface Findings {
  tickets: number;
  replies: number;
  /** What is lost, doubled, half, or there although it was refused. */
  wrong: string[];
}

/** Compares the database with what callers were told. */
export async function compare(database: Client, ledger: Ledger): Promise<Findings> {
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (let last = 0; ; ) {
    const { rows } = await database.query<Found>(TICKETS, [last, `${ledger.mark}-%`]);
    for (const row of rows) {
      if (seen.has(row.subject)) wrong.push(`${row.subject} is there twice`);
      seen.add(row.subject);
      wrong.push(...faultsOf(row, ledger));
    }
    last = rows.at(-1)?.id ?? last;
    if (rows.length < PAGE) break;
  }
  for (const [subject, { id, fate }] of ledger.tickets) {
    if (fate === 'acknowledged' && !seen.has(subject)) wrong.push(`${subject}, acknowledged as ${id}, is lost`);
  }
  const replies = await compareReplies(database, ledger, wrong);
  return { tickets: seen.size, replies, wrong };
}

function faultsOf({ id, subject, firsts, body, events, files }: Found, { tickets }: Ledger): string[] {
  const sent = tickets.get(subject);
  if (sent === undefined) return [`${subject} was never sent`];
  const expected = sent.file === 0 ? [] : [digest(fileOf(subject, sent.file))];
  return [
    ...(sent.fate === 'acknowledged' && sent.id !== id
      ? [`${subject} is ${id}, but was acknowledged as ${sent.id}`]
      : []),
    ...(sent.fate === 'refused' ? [`${subject} was refused, and is there`] : []),
    ...(firsts !== 1 || body !== digest(messageOf(subject)) ? [`${subject} has not its message`] : []),
    ...(events !== 1 ? [`${subject} has ${events ?? 0} events`] : []),
    ...(String(files ?? []) !== String(expected) ? [`${subject} has not its file`] : []),
  ];
}

async function compareReplies(database: Client, { mark, replies }: Ledger, wrong: string[]): Promise<number> {
  const { rows } = await database.query<{ ticketId: number; body: string }>(
    `select ticket_id as "ticketId", body from messages where not is_first and body like $1`,
    [`reply ${mark}-%`],
  );
  const seen = new Set<string>();
  for (const { ticketId, body } of rows) {
    const sent = replies.get(body);
    if (seen.has(body)) wrong.push(`${body} is there twice`);
    if (sent?.ticketId !== ticketId) wrong.push(`${body} is at ticket ${ticketId}, not ${sent?.ticketId}`);
    if (sent?.fate === 'refused') wrong.push(`${body} was refused, and is there`);
    seen.add(body);
  }
  for (const [body, { fate }] of replies) if (fate === 'acknowledged' && !seen.has(body)) wrong.push(`${body} is lost`);
  return seen.size;
}
