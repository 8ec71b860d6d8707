import type { Db } from '../../database/pool';
import { nameOf } from '../people/people';
import {
  type AuthorKind,
  type MessageFormat,
  type Scope,
  scopeSql,
  scopeValues,
  type TicketReference,
  ticketIdSql,
  ticketIdValues,
} from './tickets';
import { authorSql, requesterSql, TICKETS_BY_ID } from './view-sql';

/** A ticket as WHMCS's API shows it. */
export interface TicketView {
  id: number;
  number: string;
  accessCode: string;
  departmentId: number;
  departmentName: string;
  clientId: number;
  contactId: number;
  /** The client, contact, user or guest whom the ticket is for. */
  name: string;
  email: string;
  /** Where the requester wants answers; empty for the requester's own address. */
  replyAddress: string;
  clientName: string;
  openerKind: AuthorKind;
  /** Whether the user who opened it owns the client's account. */
  openerIsOwner: boolean;
  /** The member of staff who opened it, if any. */
  staffName: string;
  /** Separated by commas. */
  cc: string;
  createdAt: Date;
  subject: string;
  status: string;
  priority: string;
  lastReplyAt: Date;
  assigneeId: number;
  /** Whether only staff may close it. */
  preventClientClosure: boolean;
  /** Whether the customer has seen the newest reply. */
  viewedByClient: boolean;
  /** `S12` for a service, `D3` for a domain, empty for neither. */
  about: string;
}

/**
 * The statement for tickets `t` of a source. The source comes first: PostgreSQL reorders at most eight joins
 * (`join_collapse_limit`) and keeps the written order of the others.
 */
const viewOf = (source: string): string => `
  select t.id, t.number, t.access_code as "accessCode", t.department_id as "departmentId", d.name as "departmentName",
    coalesce(t.client_id, 0) as "clientId", coalesce(t.contact_id, 0) as "contactId",
    ${requesterSql(nameOf.client, nameOf.contact, nameOf.user, 't.requester_name')} as name,
    ${requesterSql('c.email', 'co.email', 'u.email', 't.requester_email')} as email, t.reply_address as "replyAddress",
    case when t.client_id is null then '' else ${nameOf.client} end as "clientName",
    t.opener_kind as "openerKind", coalesce(cu.is_owner, false) as "openerIsOwner",
    case when t.opened_by_staff_id is not null then ${nameOf.staff('s')} when t.opener_kind <> 'staff' then ''
         else coalesce((select m.author_name from messages m where m.ticket_id = t.id and m.is_first), '') end as "staffName",
    coalesce((select string_agg(r.email, ',' order by r.position) from recipients r
              where r.ticket_id = t.id and r.kind = 'cc'), '') as cc,
    t.created_at as "createdAt", t.subject, st.title as status, p.name as priority, t.last_reply_at as "lastReplyAt",
    coalesce(t.assignee_id, 0) as "assigneeId",
    t.prevent_client_closure as "preventClientClosure", t.viewed_by_client as "viewedByClient",
    coalesce('S' || t.service_id, 'D' || t.domain_id, '') as about
  from ${source}
    join departments d on d.id = t.department_id
    join statuses st on st.id = t.status_id
    join priorities p on p.id = t.priority_id
    left join clients c on c.id = t.client_id
    left join contacts co on co.id = t.contact_id
    left join users u on u.id = t.user_id
    left join client_users cu on cu.client_id = t.client_id and cu.user_id = t.user_id
    left join staff s on s.id = t.opened_by_staff_id`;

/** Finds a ticket by its id or number. */
export async function findTicketView(
  db: Db,
  reference: TicketReference,
  scope: Scope,
): Promise<TicketView | undefined> {
  const [row] = await db.query<TicketView>(
    `${viewOf('tickets t')}
     where t.id = ${ticketIdSql(reference)} and t.deleted_at is null and ${scopeSql('t', 3)}`,
    [...ticketIdValues(reference), ...scopeValues(scope)],
  );
  return row;
}

/** Lists some tickets, in the order of the ids. */
export const listTicketViews = (db: Db, ids: number[]): Promise<TicketView[]> =>
  db.query(`${viewOf(TICKETS_BY_ID)} order by page.rank`, [ids]);

/** Finds some tickets. Those that are deleted are missing. */
export const findTicketViews = (db: Db, ids: number[]): Promise<TicketView[]> =>
  db.query(`${viewOf(TICKETS_BY_ID)} where t.deleted_at is null`, [ids]);

/** A message as WHMCS's API shows it. */
export interface MessageView {
  id: number;
  isFirst: boolean;
  authorKind: AuthorKind;
  authorIsOwner: boolean;
  clientId: number;
  contactId: number;
  /** Empty for staff. */
  name: string;
  email: string;
  staffName: string;
  createdAt: Date;
  body: string;
  format: MessageFormat;
}

/** Lists a ticket's messages in the order in which they were written, starting with the first message. */
export const listMessages = (db: Db, ticketId: number): Promise<MessageView[]> =>
  db.query(
    `select t.id, t.is_first as "isFirst", t.author_kind as "authorKind", coalesce(cu.is_owner, false) as "authorIsOwner",
       coalesce(t.client_id, 0) as "clientId", coalesce(t.contact_id, 0) as "contactId",
       case when t.author_kind = 'staff' then ''
            else ${authorSql(nameOf.client, nameOf.contact, nameOf.user, 't.author_name')} end as name,
       case when t.author_kind = 'staff' then ''
            else ${authorSql('c.email', 'co.email', 'u.email', 't.author_email')} end as email,
       case when t.author_kind <> 'staff' then '' when t.staff_id is null then t.author_name
            else ${nameOf.staff('s')} end as "staffName",
       t.created_at as "createdAt", t.body, t.format
     from messages t
       left join clients c on c.id = t.client_id
       left join contacts co on co.id = t.contact_id
       left join users u on u.id = t.user_id
       left join client_users cu on cu.client_id = t.client_id and cu.user_id = t.user_id
       left join staff s on s.id = t.staff_id
     where t.ticket_id = $1 and not t.is_draft order by t.is_first desc, t.created_at, t.id`,
    [ticketId],
  );

export interface NoteView {
  id: number;
  staffName: string;
  createdAt: Date;
  body: string;
  format: MessageFormat;
}

/** Lists a ticket's notes in the order in which they were written. */
export const listNotes = (db: Db, ticketId: number): Promise<NoteView[]> =>
  db.query(
    `select n.id, coalesce(nullif(n.author_name, ''), ${nameOf.staff('s')}, '') as "staffName",
       n.created_at as "createdAt", n.body, n.format
     from notes n left join staff s on s.id = n.staff_id where n.ticket_id = $1 order by n.created_at, n.id`,
    [ticketId],
  );
