import type { Db } from '../../database/pool';
import { nameOf } from '../people/people';
import { MESSAGE_AUTHOR, MESSAGE_PEOPLE } from './messages';
import type { Author } from './tickets';

/** A reply or note that came after those that somebody had seen. */
interface Arrival {
  id: number;
  /** Who wrote it. */
  name: string;
}

/**
 * Finds the newest reply to a ticket that somebody else than its next author wrote. The first message and drafts don't
 * count as replies.
 *
 * @param after the newest reply that the author had seen
 */
export async function findNewerReply(
  db: Db,
  ticketId: number,
  after: number,
  { kind, clientId, userId, contactId, staffId, name, email }: Author,
): Promise<Arrival | undefined> {
  const [arrival] = await db.query<Arrival>(
    `select t.id, ${MESSAGE_AUTHOR} as name from messages t ${MESSAGE_PEOPLE}
     where t.ticket_id = $1 and t.id > $2 and not t.is_first and not t.is_draft
       and not coalesce(case
         when t.author_kind <> $3 then false
         when $3 = 'staff' then case when $4::int is null then t.staff_id is null and t.author_name = $5 else t.staff_id = $4 end
         when $3 = 'guest' then lower(t.author_email) = lower($6)
         else (t.client_id, t.user_id, t.contact_id) is not distinct from ($7::int, $8::int, $9::int) end, false)
     -- Not by the id alone: for a ticket of many messages, the planner would walk back through those of all tickets.
     order by t.id + 0 desc limit 1`,
    [ticketId, after, kind, staffId, name, email, clientId, userId, contactId],
  );
  return arrival;
}

/**
 * Finds the newest reply to a ticket, if nothing came after it, its next author wrote it, and it says the same.
 *
 * @param since it counts only if it is newer
 */
export async function findSameReply(
  db: Db,
  ticketId: number,
  { kind, clientId, email }: Author,
  body: string,
  since: Date,
): Promise<number | undefined> {
  const [same] = await db.query<{ id: number }>(
    `select newest.id from (
       select * from messages m where m.ticket_id = $1 and not m.is_draft order by m.created_at desc, m.id desc limit 1
     ) newest
     where not newest.is_first and newest.author_kind = $2 and newest.client_id is not distinct from $3::int
       and lower(newest.author_email) = lower($4) and newest.created_at > $5 and newest.body = $6`,
    [ticketId, kind, clientId, email, since, body],
  );
  return same?.id;
}

/**
 * Finds the newest note on a ticket that somebody else wrote.
 *
 * @param after the newest note that the writer had seen
 * @param staffId the writer; null for a program
 */
export async function findNewerNote(
  db: Db,
  ticketId: number,
  after: number,
  staffId: number | null,
): Promise<Arrival | undefined> {
  const [arrival] = await db.query<Arrival>(
    `select n.id, coalesce(nullif(${nameOf.staff('s')}, ''), n.author_name) as name
     from notes n left join staff s on s.id = n.staff_id
     where n.ticket_id = $1 and n.id > $2 and n.staff_id is distinct from $3::int
     order by n.id desc limit 1`,
    [ticketId, after, staffId],
  );
  return arrival;
}

/** The newest reply to a ticket and the newest note on it; 0 for none. */
export async function findNewest(db: Db, ticketId: number): Promise<{ replyId: number; noteId: number }> {
  const [newest] = await db.query<{ replyId: number; noteId: number }>(
    `select coalesce((select max(id) from messages where ticket_id = $1 and not is_first and not is_draft), 0) as "replyId",
       coalesce((select max(id) from notes where ticket_id = $1), 0) as "noteId"`,
    [ticketId],
  );
  return newest ?? { replyId: 0, noteId: 0 };
}
