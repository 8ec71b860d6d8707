import type { Db } from '../../database/pool';
import { nameOf } from '../people/people';
import type { AuthorKind, MessageFormat } from './tickets';
import { authorSql, PERSON } from './view-sql';

/** A message with its author. */
export interface MessageFacts {
  id: number;
  ticketId: number;
  isFirst: boolean;
  isDraft: boolean;
  parentId: number | null;
  authorKind: AuthorKind;
  clientId: number | null;
  clientUuid: string | null;
  staffId: number | null;
  staffUuid: string | null;
  /** The author's name, also for staff. */
  authorName: string;
  authorEmail: string;
  /**
   * Words that identify the client's contact or user, even one who was deleted; null for the client, staff and guests.
   */
  authorPerson: string | null;
  /** The client's picture, which those who write for the client don't share. */
  authorImage: string | null;
  createdAt: Date;
  updatedAt: Date | null;
  body: string;
  format: MessageFormat;
}

/** SQL for the author's name of a message `t`, also for staff, from {@link MESSAGE_PEOPLE}. */
export const MESSAGE_AUTHOR = `case when t.author_kind = 'staff' then coalesce(nullif(${nameOf.staff('s')}, ''), t.author_name)
         else ${authorSql(nameOf.client, nameOf.contact, nameOf.user, 't.author_name')} end`;

/** The columns of a message `t`, from {@link MESSAGE_PEOPLE}. */
export const MESSAGE_COLUMNS = `
    t.id, t.ticket_id as "ticketId", t.is_first as "isFirst", t.is_draft as "isDraft", t.parent_id as "parentId",
    t.author_kind as "authorKind", t.client_id as "clientId", c.uuid as "clientUuid", t.staff_id as "staffId",
    s.uuid as "staffUuid",
    ${MESSAGE_AUTHOR} as "authorName",
    case when t.author_kind = 'staff' then coalesce(s.email, '')
         else ${authorSql('c.email', 'co.email', 'u.email', 't.author_email')} end as "authorEmail",
    coalesce(${PERSON}, case when t.author_kind in ('contact', 'user') and t.contact_id is null and t.user_id is null
      then 'guest ' || lower(t.author_email) end) as "authorPerson",
    case when t.author_kind <> 'staff' then c.image end as "authorImage",
    t.created_at as "createdAt", t.updated_at as "updatedAt", t.body, t.format`;

/** Joins the people whom a message `t` names. */
export const MESSAGE_PEOPLE = `
    left join clients c on c.id = t.client_id
    left join contacts co on co.id = t.contact_id
    left join users u on u.id = t.user_id
    left join staff s on s.id = t.staff_id`;

const MESSAGE = `select ${MESSAGE_COLUMNS} from messages t ${MESSAGE_PEOPLE}`;

interface MessagePage {
  order: 'asc' | 'desc';
  offset: number;
  limit: number;
  drafts: boolean;
}

/** Lists a page of a ticket's replies, with or without the first message, and counts them all. */
export async function listMessageFacts(
  db: Db,
  ticketId: number,
  page: MessagePage,
  first: 'with the first' | 'replies only',
): Promise<{ messages: MessageFacts[]; total: number }> {
  const where = `t.ticket_id = $1 and (not t.is_draft or $2::boolean) and (not t.is_first or $3::boolean)`;
  const which = [ticketId, page.drafts, first === 'with the first'];
  const [counted, messages] = await Promise.all([
    db.query<{ total: number }>(`select count(*) as total from messages t where ${where}`, which),
    db.query<MessageFacts>(
      `${MESSAGE} where ${where} order by t.created_at ${page.order}, t.id ${page.order} offset $4 limit $5`,
      [...which, page.offset, page.limit],
    ),
  ]);
  return { messages, total: counted[0]?.total ?? 0 };
}

/** Finds one message of a ticket. */
export async function findMessageFacts(db: Db, ticketId: number, id: number): Promise<MessageFacts | undefined> {
  const [row] = await db.query<MessageFacts>(`${MESSAGE} where t.ticket_id = $1 and t.id = $2`, [ticketId, id]);
  return row;
}

/** Finds one reply of a ticket. The first message and drafts don't count as replies. */
export async function findReplyFacts(db: Db, ticketId: number, id: number): Promise<MessageFacts | undefined> {
  const message = await findMessageFacts(db, ticketId, id);
  return message === undefined || message.isFirst || message.isDraft ? undefined : message;
}

/**
 * Rewrites a message of a ticket, and changes its date if one is given. It does not wait: the commit does.
 */
export function updateMessage(
  db: Db,
  ticketId: number,
  message: { id: number; body: string; format: MessageFormat; createdAt?: Date | undefined },
  now: Date,
): void {
  db.send(
    `update messages set body = $3, format = $4, updated_at = $5, created_at = coalesce($6, created_at)
     where id = $1 and ticket_id = $2`,
    [message.id, ticketId, message.body, message.format, now, message.createdAt ?? null],
  );
}

/** Deletes a reply of a ticket with its files; the first message stays. It does not wait: the commit does. */
export function deleteReply(db: Db, ticketId: number, id: number): void {
  db.send('delete from messages where id = $1 and ticket_id = $2 and not is_first', [id, ticketId]);
}
