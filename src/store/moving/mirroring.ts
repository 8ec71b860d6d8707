import type { Db } from '../../database/pool';
import { nameOf } from '../people/people';
import { MESSAGE_AUTHOR, MESSAGE_PEOPLE } from '../tickets/messages';
import type { AuthorKind, MessageFormat } from '../tickets/tickets';
import { authorSql, requesterSql } from '../tickets/view-sql';
import { sourceIdSql } from './links';

/** A ticket as the old desk is told of it. Ids are the old desk's; null for what it does not know. */
export interface MirroredTicket {
  id: number;
  sourceId: string | null;
  number: string;
  subject: string;
  departmentSourceId: string | null;
  departmentName: string;
  priority: string;
  clientSourceId: string | null;
  contactSourceId: string | null;
  name: string;
  email: string;
}

/** A message that the old desk does not have yet. */
export interface MirroredMessage {
  id: number;
  isFirst: boolean;
  authorKind: AuthorKind;
  clientSourceId: string | null;
  contactSourceId: string | null;
  /** The user name of the member of staff; empty if there is none any more. */
  username: string;
  name: string;
  email: string;
  body: string;
  format: MessageFormat;
  createdAt: Date;
}

/** A file with its bytes. */
export interface MirroredFile {
  filename: string;
  bytes: Buffer;
}

/** Finds a ticket; undefined if it was deleted, or merged into another. */
export async function findMirroredTicket(db: Db, id: number): Promise<MirroredTicket | undefined> {
  const [ticket] = await db.query<MirroredTicket>(
    `select t.id, ${sourceIdSql('ticket', 't.id')} as "sourceId", t.number, t.subject,
       ${sourceIdSql('department', 't.department_id')} as "departmentSourceId", d.name as "departmentName",
       p.name as priority,
       ${sourceIdSql('client', 't.client_id')} as "clientSourceId",
       ${sourceIdSql('contact', 't.contact_id')} as "contactSourceId",
       ${requesterSql(nameOf.client, nameOf.contact, nameOf.user, 't.requester_name')} as name,
       ${requesterSql('c.email', 'co.email', 'u.email', 't.requester_email')} as email
     from tickets t
     join departments d on d.id = t.department_id
     join priorities p on p.id = t.priority_id
     left join clients c on c.id = t.client_id
     left join contacts co on co.id = t.contact_id
     left join users u on u.id = t.user_id
     where t.id = $1 and t.deleted_at is null and t.merged_into_id is null`,
    [id],
  );
  return ticket;
}

/** Lists a ticket's messages up to this one that the old desk does not have, in their order. */
export const listUnmirrored = (db: Db, ticketId: number, upTo: number): Promise<MirroredMessage[]> =>
  db.query(
    `select t.id, t.is_first as "isFirst", t.author_kind as "authorKind",
       ${sourceIdSql('client', 't.client_id')} as "clientSourceId",
       ${sourceIdSql('contact', 't.contact_id')} as "contactSourceId",
       coalesce(s.username, '') as username, ${MESSAGE_AUTHOR} as name,
       ${authorSql('c.email', 'co.email', 'u.email', 't.author_email')} as email,
       t.body, t.format, t.created_at as "createdAt"
     from messages t ${MESSAGE_PEOPLE}
     where t.ticket_id = $1 and not t.is_draft and (t.is_first or t.id <= $2)
       and ${sourceIdSql('message', 't.id')} is null
     order by t.is_first desc, t.created_at, t.id`,
    [ticketId, upTo],
  );

/** The files of a message, in their order, without those that were removed. */
export const listMirroredFiles = (db: Db, messageId: number): Promise<MirroredFile[]> =>
  db.query(
    `select a.filename, f.bytes from attachments a join attachment_contents f on f.attachment_id = a.id
     where a.message_id = $1 order by a.position`,
    [messageId],
  );

/**
 * Whether an attempt to write something of a ticket failed, and so may have written it without hearing of it: also one
 * that was given up since, or that is made again as if it were new.
 *
 * @param listener the mirror, as its deliveries name it
 */
export async function hasFailed(db: Db, listener: string, ticketId: number): Promise<boolean> {
  const [row] = await db.query<{ failed: boolean }>(
    `select exists (
       select from deliveries where ticket_id = $2 and listener = $1 and state <> 'delivered'
         and (attempts > 1 or log @? '$[*] ? (@.outcome != "delivered")')) as failed`,
    [listener, ticketId],
  );
  return row?.failed === true;
}
