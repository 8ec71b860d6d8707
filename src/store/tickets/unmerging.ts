import type { Db } from '../../database/pool';
import { nameOf } from '../people/people';
import { requesterSql } from './view-sql';

/** Somebody who should get copies of a master because of a merged ticket. */
interface MergedPerson {
  kind: 'cc' | 'bcc';
  email: string;
  /** Whether the merge added them. They may have got copies before. */
  added: boolean;
}

/** What the merge of one ticket has changed. */
export interface Merge {
  ticketId: number;
  /** The ticket that it was merged into. That one may have been merged into another since. */
  masterId: number;
  messageIds: number[];
  noteIds: number[];
  emailIds: number[];
  /** Tickets that were merged into it before, and went with it. */
  carriedIds: number[];
  people: MergedPerson[];
  /** The ticket's first message. */
  firstId: number | null;
  /** What the ticket remembered as its first message before. */
  firstMessageId: number | null;
  /** The master's subject before and after, if the merge changed it. */
  subjectBefore: string | null;
  subjectAfter: string | null;
}

/** Finds what the merge of a ticket has changed; undefined if an older version merged it, or if nobody did. */
export async function findMerge(db: Db, ticketId: number): Promise<Merge | undefined> {
  const [merge] = await db.query<Merge>(
    `select ticket_id as "ticketId", master_id as "masterId", message_ids as "messageIds", note_ids as "noteIds",
       email_ids as "emailIds", carried_ids as "carriedIds", people, t.first_message_id as "firstId",
       m.first_message_id as "firstMessageId", subject_before as "subjectBefore", subject_after as "subjectAfter"
     from merges m join tickets t on t.id = m.ticket_id where ticket_id = $1`,
    [ticketId],
  );
  return merge;
}

/**
 * Guesses what an older version's merge of a ticket has changed: its first message, and what the events that are still
 * kept say was written to it. Who gets copies because of it is not known.
 */
export async function guessMerge(db: Db, ticketId: number): Promise<Merge | undefined> {
  const [merge] = await db.query<Merge>(
    `with told as (
       select o.payload from events e join outbox o on o.id = e.outbox_id where e.ticket_id = $1)
     select t.id as "ticketId", t.merged_into_id as "masterId",
       array(select t.first_message_id where t.first_message_id is not null
             union select (payload ->> 'replyid')::int from told
             where payload ? 'replyid') as "messageIds",
       array(select distinct (payload ->> 'noteid')::int from told
             where payload ? 'noteid') as "noteIds",
       '{}'::int[] as "emailIds", '{}'::int[] as "carriedIds", '[]'::jsonb as people,
       t.first_message_id as "firstId", null::int as "firstMessageId", null as "subjectBefore", null as "subjectAfter"
     from tickets t where t.id = $1 and t.merged_into_id is not null`,
    [ticketId],
  );
  return merge;
}

/**
 * Lists the tickets of other clients that were merged into a client's tickets, the latest merge first. Those in deleted
 * tickets were deleted with them.
 */
export async function listMergedOfOthers(db: Db, clientId: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `select o.id from tickets t join tickets o on o.merged_into_id = t.id left join merges m on m.ticket_id = o.id
     where t.client_id = $1 and t.deleted_at is null and o.client_id <> $1
     order by m.merged_at desc nulls last, o.id`,
    [clientId],
  );
  return rows.map(({ id }) => id);
}

/** Lists those of some messages that belong to a ticket, the oldest first, and drafts last. */
export const listMessagesAt = (db: Db, ticketId: number, ids: number[]): Promise<{ id: number; isDraft: boolean }[]> =>
  db.query(
    `select id, is_draft as "isDraft" from messages where ticket_id = $1 and id = any($2::int[]) and not is_first
     order by is_draft, created_at, id`,
    [ticketId, ids],
  );

/**
 * Moves messages, with the mails about them, from one ticket to another. Replies to them that stay behind, and those of
 * them that answer others, answer none from now on. It does not wait: the commit does.
 *
 * @param firstId which of them is the other ticket's first message
 */
export function moveMessages(db: Db, from: number, to: number, ids: number[], firstId: number): void {
  db.send('update messages set ticket_id = $2, is_first = id = $4 where ticket_id = $1 and id = any($3::int[])', [
    ...[from, to, ids, firstId],
  ]);
  db.send('update emails set ticket_id = $2 where ticket_id = $1 and message_id = any($3::int[])', [from, to, ids]);
  db.send(
    `update messages m set parent_id = null from messages p
     where m.ticket_id in ($1, $2) and p.id = m.parent_id and p.ticket_id <> m.ticket_id`,
    [from, to],
  );
}

/**
 * Takes a merge back: what came from the ticket goes back to it, as far as it is still at the one that the ticket leads
 * to. What was written since stays. It does not wait: the commit does.
 *
 * @param back the ticket that it leads to, the messages that go back (from {@link listMessagesAt}), and the first of them
 */
export function unmerge(
  db: Db,
  merge: Merge,
  back: { holderId: number; messageIds: number[]; firstId: number; now: Date },
): void {
  const { ticketId, noteIds, emailIds, carriedIds } = merge;
  const { holderId, messageIds, firstId, now } = back;
  moveMessages(db, holderId, ticketId, messageIds, firstId);
  db.send('update notes set ticket_id = $2 where ticket_id = $1 and id = any($3::int[])', [
    ...[holderId, ticketId, noteIds],
  ]);
  db.send('update emails set ticket_id = $2 where ticket_id = $1 and id = any($3::int[])', [
    ...[holderId, ticketId, emailIds],
  ]);
  db.send(
    `update tickets set merged_into_id = case when id = $2 then null else $2 end, updated_at = $4,
       first_message_id = case when id = $2 then $5 else first_message_id end
     where id = $2 or (merged_into_id = $1 and id = any($3::int[]))`,
    [holderId, ticketId, carriedIds, now, merge.firstMessageId],
  );
  restoreHolder(db, merge, holderId, now);
  forgetMerge(db, ticketId, carriedIds);
}

/** Gives a ticket the subject and the date of its last reply that it would have without the merge. */
function restoreHolder(db: Db, { ticketId, subjectBefore, subjectAfter }: Merge, holderId: number, now: Date): void {
  db.send(
    `update tickets t set updated_at = $2,
       subject = case when t.subject = $4 and not exists (
           select from merges o where o.master_id = $1 and o.ticket_id <> $3 and o.subject_after = $4)
         then $5 else t.subject end,
       last_reply_at = case
         when m.master_id = $1 and t.last_reply_at <= m.reply_before then t.last_reply_at
         when m.master_id = $1 and t.last_reply_at = m.reply_after and m.reply_before is not null and not exists (
           select from merges o where o.master_id = $1 and o.ticket_id <> $3 and o.merged_at >= m.merged_at)
           then m.reply_before
         else coalesce((select max(created_at) from messages where ticket_id = $1 and not is_draft), t.last_reply_at) end
     from (select 1) one left join merges m on m.ticket_id = $3 where t.id = $1`,
    [holderId, now, ticketId, subjectAfter, subjectBefore],
  );
}

/** Forgets a merge, and that a later merge of the master took its ticket along. */
function forgetMerge(db: Db, ticketId: number, carriedIds: number[]): void {
  db.send(
    `with gone as (delete from merges where ticket_id = $1 returning *)
     update merges o set reply_before = null,
       carried_ids = array(select id from unnest(o.carried_ids) id where id <> $1 and id <> all($2::int[])),
       message_ids = array(select unnest(o.message_ids) except select unnest(gone.message_ids)),
       note_ids = array(select unnest(o.note_ids) except select unnest(gone.note_ids)),
       email_ids = array(select unnest(o.email_ids) except select unnest(gone.email_ids))
     from gone where o.ticket_id <> $1 and (o.master_id = gone.master_id or $1 = any(o.carried_ids))`,
    [ticketId, carriedIds],
  );
}

/** Forgets that a merge added some people. It does not wait: the commit does. */
export function forgetPeople(db: Db, ticketId: number, emails: string[]): void {
  db.send(
    `update merges m set people = coalesce((
       select jsonb_agg(q) from jsonb_array_elements(m.people) q where lower(q ->> 'email') <> all($2::text[])), '[]')
     where m.ticket_id = $1`,
    [ticketId, emails.map((email) => email.toLowerCase())],
  );
}

/**
 * Sends no more copies of a ticket's mail to people who got them because of a merged ticket, unless another merged ticket
 * wants it too.
 *
 * @returns the addresses that are gone
 */
export async function dropPeople(db: Db, masterId: number, ticketId: number, emails: string[]): Promise<string[]> {
  if (emails.length === 0) return [];
  const dropped = await db.query<{ email: string }>(
    `with others as (
       select o.ticket_id, lower(q ->> 'email') as email from merges o, jsonb_array_elements(o.people) q
       where o.master_id = $1 and o.ticket_id <> $2 and lower(q ->> 'email') = any($3::text[])),
     heirs as (
       update merges o set people = (
         select jsonb_agg(case when exists (select from others where others.email = lower(q ->> 'email')
                                              and others.ticket_id = o.ticket_id)
                               then q || '{"added": true}' else q end)
         from jsonb_array_elements(o.people) q)
       where o.ticket_id in (select ticket_id from others))
     delete from recipients r
     where r.ticket_id = $1 and lower(r.email) = any($3::text[])
       and lower(r.email) not in (select email from others)
     returning r.email`,
    [masterId, ticketId, emails.map((email) => email.toLowerCase())],
  );
  return dropped.map(({ email }) => email);
}

/** A ticket that was merged into another. */
interface MergedTicket {
  id: number;
  number: string;
  subject: string;
  /** The client, contact, user or guest whom it was for. */
  name: string;
  email: string;
  /** When it was merged; null if an older version did it. */
  mergedAt: Date | null;
  /** Who merged it; empty for a program. */
  staffName: string;
  messages: number;
  notes: number;
}

/** Lists the tickets that lead to a ticket, in the order in which they were merged. */
export const listMergedTickets = (db: Db, masterId: number): Promise<MergedTicket[]> =>
  db.query(
    `select t.id, t.number, t.subject, m.merged_at as "mergedAt", ${nameOf.staff('s')} as "staffName",
       ${requesterSql(nameOf.client, nameOf.contact, nameOf.user, 't.requester_name')} as name,
       ${requesterSql('c.email', 'co.email', 'u.email', 't.requester_email')} as email,
       coalesce(cardinality(m.message_ids), 0) as messages, coalesce(cardinality(m.note_ids), 0) as notes
     from tickets t left join merges m on m.ticket_id = t.id
       left join staff s on s.id = m.staff_id left join clients c on c.id = t.client_id
       left join contacts co on co.id = t.contact_id left join users u on u.id = t.user_id
     where t.merged_into_id = $1 order by m.merged_at nulls first, t.id`,
    [masterId],
  );
