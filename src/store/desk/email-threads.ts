import type { Db } from '../../database/pool';
import { MESSAGE_COLUMNS, MESSAGE_PEOPLE, type MessageFacts } from '../tickets/messages';

/** A mail of a ticket's conversation, sent or received. */
export interface ThreadMail {
  /** Its Message-ID without brackets. */
  mailId: string;
  /** The member of staff who got it; null for one to or from customers. */
  staffId: number | null;
  isReceived: boolean;
}

/** More are in no header: it would grow with the conversation. */
const MOST_IDS = 20;

/** An event of a ticket. */
interface TicketEventId {
  eventId: number;
  ticketId: number;
}

/**
 * Lists the mails about tickets of events in their order, separately for customers and each member of staff: the first
 * of each and the last ones. An event's own mails are left out.
 */
export const listThreads = (db: Db, events: TicketEventId[]): Promise<(ThreadMail & { eventId: number })[]> =>
  db.query(
    `with asked as (select * from unnest($1::bigint[], $2::int[]) as asked (event_id, ticket_id)),
     -- "offset 0" makes it look up each ticket's: a join would read all mails while the tables have no statistics.
     mails as (
       select asked.event_id, token || substring(from_address from '@[^@]*$') as "mailId", staff_id as "staffId",
         false as "isReceived", created_at as at, 1 as rank, id
       from asked, lateral (select * from emails where ticket_id = asked.ticket_id offset 0) e
       where from_address <> '' and e.event_id is distinct from asked.event_id
       union all
       select asked.event_id, mail_id, null, true, created_at, 0, id
       from asked, lateral (select * from messages where ticket_id = asked.ticket_id offset 0) m
       where mail_id is not null and author_kind <> 'staff' and not is_draft),
     numbered as (
       select *, row_number() over (partition by event_id, "staffId" order by at, rank, id) as place,
         count(*) over (partition by event_id, "staffId") as total
       from mails)
     select event_id as "eventId", "mailId", "staffId", "isReceived" from numbered
     where place = 1 or place > total - ${MOST_IDS - 1} order by event_id, "staffId" nulls first, place`,
    [events.map(({ eventId }) => eventId), events.map(({ ticketId }) => ticketId)],
  );

/** Lists the mails about one ticket. */
export const listThread = (db: Db, ticketId: number): Promise<ThreadMail[]> =>
  // No event has this id, so nothing is left out.
  listThreads(db, [{ eventId: 0, ticketId }]);

/** A file of a message with its size. */
export interface SizedFile {
  id: number;
  filename: string;
  size: number;
  /** The address of a link; null for a file that is stored here. */
  url: string | null;
}

/** A message that an event tells about, with what mail about it must know besides what callers see. */
export interface ToldMessage extends MessageFacts {
  eventId: number;
  isAutomatic: boolean;
  /** Whether a program opened the ticket by mail. */
  isOpenedAutomatically: boolean;
  /** What the import log says of the mail that it came in; null for a message that came another way. */
  mail: { leftOut: { name: string; because: string }[]; flags: string[] } | null;
  /** In their order, without removed ones. */
  files: SizedFile[];
  /** Who gets copies of the ticket's mail, in their order. */
  copies: { kind: 'cc' | 'bcc'; email: string }[];
}

/**
 * Finds the message of each event, or else its ticket's last one. Drafts and those that are gone are missing.
 *
 * PostgreSQL would plan it anew each time if it could count the elements of an array, and that takes longer than running
 * it.
 */
export const listToldMessages = (
  db: Db,
  events: (TicketEventId & { messageId: number | undefined })[],
): Promise<ToldMessage[]> =>
  db.query(
    `select asked."eventId", t.is_automatic as "isAutomatic",
       coalesce((select f.is_automatic from messages f where f.ticket_id = asked."ticketId" and f.is_first), false)
         as "isOpenedAutomatically",
       (select json_build_object('leftOut', left_out, 'flags', flags) from mail_log where message_id = t.id limit 1) as mail,
       (select coalesce(json_agg(json_build_object('id', a.id, 'filename', a.filename, 'size', a.size, 'url', a.url)
                                 order by a.position), '[]')
        from attachments a where a.message_id = t.id and a.removed_at is null) as files,
       (select coalesce(json_agg(json_build_object('kind', r.kind, 'email', r.email) order by r.position), '[]')
        from recipients r where r.ticket_id = asked."ticketId" and r.kind in ('cc', 'bcc')) as copies, ${MESSAGE_COLUMNS}
     from json_to_recordset($1) as asked ("eventId" bigint, "ticketId" int, "messageId" int)
       join lateral (
         select m.* from messages m
         where m.ticket_id = asked."ticketId" and not m.is_draft and (asked."messageId" is null or m.id = asked."messageId")
         order by m.created_at desc, m.id desc limit 1) t on true ${MESSAGE_PEOPLE}`,
    [JSON.stringify(events)],
  );

/** Lists those of some tickets that were merged, each with the one that it leads to. */
export const listMerged = (db: Db, ids: number[]): Promise<{ id: number; masterId: number }[]> =>
  db.query(
    `select id, merged_into_id as "masterId" from tickets where id = any($1::int[]) and merged_into_id is not null`,
    [ids],
  );

/** A message that a mail quotes. */
export interface QuotedMessage extends Pick<MessageFacts, 'authorName' | 'body' | 'format'> {
  /** In ISO 8601. */
  createdAt: string;
}

/** Lists the messages that the mails about events quote, the oldest first. Those that are gone from the ticket are missing. */
export const listQuoted = (
  db: Db,
  events: { eventId: number; ticketId: number; quotedIds: number[] }[],
): Promise<{ eventId: number; messages: QuotedMessage[] }[]> =>
  db.query(
    `select asked."eventId", json_agg(json_build_object('authorName', m."authorName", 'body', m.body,
         'format', m.format, 'createdAt', m."createdAt") order by m."isFirst" desc, m."createdAt", m.id) as messages
     from json_to_recordset($1) as asked ("eventId" bigint, "ticketId" int, "quotedIds" json)
       join lateral (
         select ${MESSAGE_COLUMNS} from messages t ${MESSAGE_PEOPLE}
         where t.ticket_id = asked."ticketId" and not t.is_draft
           and t.id in (select value::int from json_array_elements_text(asked."quotedIds"))) m on true
     group by asked."eventId"`,
    [JSON.stringify(events)],
  );
