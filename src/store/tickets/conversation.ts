import type { Db } from '../../database/pool';
import { nameOf } from '../people/people';
import type { AuthorKind, MessageFormat } from './tickets';
import { authorSql } from './view-sql';

/** A message as the ticket's page shows it. */
export interface ConversationMessage {
  id: number;
  isFirst: boolean;
  authorKind: AuthorKind;
  /** The member of staff who wrote it; null for others. */
  staffId: number | null;
  clientId: number | null;
  /** The author's name, also for staff. */
  name: string;
  /** Empty for staff. */
  email: string;
  createdAt: Date;
  /** When somebody rewrote it; null if nobody has. */
  updatedAt: Date | null;
  body: string;
  format: MessageFormat;
  /**
   * What was kept of the mail that it came in. Null for other messages, for those of staff, for rewritten ones, and if
   * newer mails of the page are long enough.
   */
  mail: { text: string; html: string | null; htmlVisible: number | null } | null;
  /** In their order. */
  files: ConversationFile[];
  /** Files of the mail in which it came that it does not have. */
  leftOut: { name: string; because: string }[];
}

/** A file of a message, without its bytes. */
export interface ConversationFile {
  id: number;
  /** By which GetTicketAttachment names it. */
  position: number;
  name: string;
  /** In bytes. */
  size: number;
  isRemoved: boolean;
  /** The address of a link; null for a file that is stored here. */
  url: string | null;
  /** By which the HTML of the mail names it. */
  contentId: string | null;
}

/** SQL for the files that meet a condition, in their order, as a JSON array. */
const filesJson = (condition: string): string =>
  `coalesce((select json_agg(json_build_object('id', a.id, 'position', a.position, 'name', a.filename, 'size', a.size,
       'isRemoved', a.removed_at is not null, 'url', a.url, 'contentId', a.content_id) order by a.position)
     from attachments a where ${condition}), '[]')`;

/** As many characters of mails are read for one page. */
const MOST_OF_MAILS = 1_000_000;

/**
 * Lists the newest messages of a ticket with their files, the newest first.
 *
 * The page is chosen before anything is joined, so that a ticket of ten thousand messages costs little more than one of
 * a hundred. The mails of staff quote what is not meant for customers, and whoever rewrote a message had a reason: neither
 * shows more than the message itself.
 *
 * @param before only messages older than this one; any, if there is no such message
 */
export const listConversation = (
  db: Db,
  ticketId: number,
  before: number,
  limit: number,
): Promise<ConversationMessage[]> =>
  db.query(
    `select t.id, t.is_first as "isFirst", t.author_kind as "authorKind",
       t.staff_id as "staffId", t.client_id as "clientId", t.updated_at as "updatedAt",
       case when t.author_kind <> 'staff' then ${authorSql(nameOf.client, nameOf.contact, nameOf.user, 't.author_name')}
            when t.staff_id is null then t.author_name else ${nameOf.staff('s')} end as name,
       case when t.author_kind = 'staff' then ''
            else ${authorSql('c.email', 'co.email', 'u.email', 't.author_email')} end as email,
       t.created_at as "createdAt", t.body, t.format,
       case when sum(x.size) over (order by t.is_first, t.created_at desc, t.id desc) <= ${MOST_OF_MAILS} and x.size > 0
            then json_build_object('text', x.text, 'html', x.html, 'htmlVisible', x.html_visible) end as mail,
       ${filesJson('a.message_id = t.id')} as files,
       coalesce((select json_agg(json_build_object('name', f.name, 'because', f.because))
         from mail_log l, json_to_recordset(l.left_out) f(name text, because text)
         where l.message_id = t.id and l.outcome <> 'bounce'), '[]') as "leftOut"
     from (select m.* from messages m
           where m.ticket_id = $1 and not m.is_draft and coalesce(
             (not m.is_first, m.created_at, m.id)
               < (select not o.is_first, o.created_at, o.id from messages o where o.id = $2 and o.ticket_id = $1), true)
           order by m.is_first, m.created_at desc, m.id desc limit $3) t
       left join clients c on c.id = t.client_id
       left join contacts co on co.id = t.contact_id
       left join users u on u.id = t.user_id
       left join staff s on s.id = t.staff_id
       left join lateral (
         select k.text, k.html, k.html_visible, length(k.text) + coalesce(length(k.html), 0) as size from mail_texts k
         where k.message_id = t.id and t.author_kind <> 'staff' and t.updated_at is null
         order by k.mail_id limit 1) x on true
     order by t.is_first, t.created_at desc, t.id desc`,
    [ticketId, before, limit],
  );

/** A note between the messages. */
export interface ConversationNote extends Pick<ConversationMessage, 'id' | 'name' | 'createdAt' | 'body' | 'format'> {
  /** The member of staff who wrote it; null if a program did. */
  staffId: number | null;
  files: ConversationFile[];
}

/** More notes between the messages of one page are left out: GetTicketNotes lists all. */
const MOST_NOTES = 500;

/**
 * Lists the notes that belong between the messages of a page of {@link listConversation}, the newest first: those that are
 * newer than its oldest message, and older than the message before which it ends. The page with the first message has all
 * older ones.
 *
 * @param before as for the messages
 * @param limit how many messages the page has at most
 */
export const listNotesBetween = (
  db: Db,
  ticketId: number,
  before: number,
  limit: number,
): Promise<ConversationNote[]> =>
  db.query(
    `with newer as (
       select not o.is_first as is_reply, o.created_at, o.id from messages o where o.id = $2 and o.ticket_id = $1),
     -- The oldest message of the page, and the one before it.
     ends as (
       select array_agg(created_at) as dates from (
         select m.created_at from messages m
         where m.ticket_id = $1 and not m.is_draft and coalesce(
           (not m.is_first, m.created_at, m.id) < (select is_reply, created_at, id from newer), true)
         order by m.is_first, m.created_at desc, m.id desc offset $3 - 1 limit 2) m)
     select n.id, n.staff_id as "staffId", n.created_at as "createdAt",
       coalesce(nullif(n.author_name, ''), ${nameOf.staff('s')}, '') as name, n.body, n.format,
       ${filesJson('a.note_id = n.id')} as files
     from notes n left join staff s on s.id = n.staff_id
     where n.ticket_id = $1
       and n.created_at >= coalesce((select dates[1] from ends where cardinality(dates) = 2), '-infinity')
       and n.created_at < coalesce((select created_at from newer), 'infinity')
     order by n.created_at desc, n.id desc limit ${MOST_NOTES}`,
    [ticketId, before, limit],
  );
