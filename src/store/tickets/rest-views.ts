import type { Db } from '../../database/pool';
import type { Names } from '../desk/named';
import { nameOf } from '../people/people';
import type { CustomFieldType, CustomFieldValue } from './custom-fields';
import { ORDER_OF_TAGS } from './tags';
import type { AuthorKind, MessageFormat } from './tickets';
import { PERSON, requesterSql, TICKETS_BY_ID } from './view-sql';

/** Everything about a ticket, for the APIs that show more than WHMCS's does. */
export interface TicketFacts {
  id: number;
  number: string;
  accessCode: string;
  parentId: number | null;
  /** The client of the parent ticket; null if that is deleted. */
  parentClientId: number | null;
  subject: string;
  source: string;
  sourceName: string;
  statusId: number;
  statusTitle: string;
  statusSlug: string;
  statusIsClosed: boolean;
  statusIsAwaiting: boolean;
  /** The priority's number in the HelpDeskEddy API. */
  priorityId: number;
  typeId: number;
  departmentId: number;
  departmentName: string;
  assigneeId: number | null;
  assigneeUuid: string | null;
  assigneeFirstName: string;
  assigneeLastName: string;
  assigneeUsername: string;
  assigneeEmail: string;
  clientId: number | null;
  clientUuid: string | null;
  userId: number | null;
  contactId: number | null;
  clientImage: string | null;
  openerKind: AuthorKind;
  /** The client, contact, user or guest whom the ticket is for. */
  requesterName: string;
  /** Empty for guests, who have one name, as is the last name. */
  requesterFirstName: string;
  requesterLastName: string;
  requesterEmail: string;
  /** Words that identify the client's contact or user; null for the client and for guests. */
  requesterPerson: string | null;
  requesterPhone: string;
  requesterImage: string | null;
  categoryId: number | null;
  cc: string[];
  bcc: string[];
  followerIds: number[];
  tags: string[];
  locked: boolean;
  slaDueAt: Date | null;
  frozenUntil: Date | null;
  sentiment: string | null;
  viewedByStaff: boolean;
  viewedByClient: boolean;
  /** What the customer said of it: good, okay or bad, and why. Empty for nothing. */
  rating: string;
  ratingComment: string;
  ratedAt: Date | null;
  deletedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  lastReplyAt: Date;
  /** The first message. */
  messageId: number;
  body: string;
  format: MessageFormat;
  replyCount: number;
  hasDraft: boolean;
  /** Whether the first message or a reply has a file. */
  hasAttachments: boolean;
}

/**
 * The statement for tickets `t` of a source. The source comes first: PostgreSQL reorders at most eight joins
 * (`join_collapse_limit`) and keeps the written order of the others.
 */
const factsOf = (source: string): string => `
  select t.id, t.number, t.access_code as "accessCode", t.parent_id as "parentId",
    (select above.client_id from tickets above where above.id = t.parent_id and above.deleted_at is null) as "parentClientId",
    t.subject, t.source,
    t.source_name as "sourceName", t.status_id as "statusId", st.title as "statusTitle",
    coalesce(st.slug, st.id::text) as "statusSlug", st.is_closed as "statusIsClosed",
    st.is_awaiting_reply as "statusIsAwaiting", coalesce(p.public_id, p.id) as "priorityId", t.type_id as "typeId",
    t.department_id as "departmentId", d.name as "departmentName",
    s.id as "assigneeId", s.uuid as "assigneeUuid", coalesce(s.first_name, '') as "assigneeFirstName",
    coalesce(s.last_name, '') as "assigneeLastName", coalesce(s.username, '') as "assigneeUsername",
    coalesce(s.email, '') as "assigneeEmail",
    c.id as "clientId", c.uuid as "clientUuid", t.user_id as "userId", t.contact_id as "contactId",
    c.image as "clientImage", t.opener_kind as "openerKind",
    ${requesterSql(nameOf.client, nameOf.contact, nameOf.user, 't.requester_name')} as "requesterName",
    ${requesterSql('c.first_name', 'co.first_name', 'u.first_name', "''")} as "requesterFirstName",
    ${requesterSql('c.last_name', 'co.last_name', 'u.last_name', "''")} as "requesterLastName",
    ${requesterSql('c.email', 'co.email', 'u.email', 't.requester_email')} as "requesterEmail",
    ${PERSON} as "requesterPerson",
    t.requester_phone as "requesterPhone", t.requester_image as "requesterImage", t.category_id as "categoryId",
    array(select r.email from recipients r where r.ticket_id = t.id and r.kind = 'cc' order by r.position) as cc,
    array(select r.email from recipients r where r.ticket_id = t.id and r.kind = 'bcc' order by r.position) as bcc,
    array(select f.staff_id from followers f where f.ticket_id = t.id order by f.staff_id) as "followerIds",
    array(select g.name from ticket_tags tt join tags g on g.id = tt.tag_id
          where tt.ticket_id = t.id order by ${ORDER_OF_TAGS}) as tags,
    t.locked, t.sla_due_at as "slaDueAt", t.frozen_until as "frozenUntil", t.sentiment,
    t.viewed_by_staff as "viewedByStaff", t.viewed_by_client as "viewedByClient", t.deleted_at as "deletedAt",
    coalesce(tr.rating, '') as rating, coalesce(tr.comment, '') as "ratingComment", tr.rated_at as "ratedAt",
    t.created_at as "createdAt", t.updated_at as "updatedAt", t.last_reply_at as "lastReplyAt",
    m.id as "messageId", m.body, m.format,
    (select count(*) from messages r where r.ticket_id = t.id and not r.is_first and not r.is_draft) as "replyCount",
    exists (select from messages r where r.ticket_id = t.id and r.is_draft) as "hasDraft",
    exists (select from attachments a join messages r on r.id = a.message_id
            where r.ticket_id = t.id and a.removed_at is null) as "hasAttachments"
  from ${source}
    join departments d on d.id = t.department_id
    join statuses st on st.id = t.status_id
    join priorities p on p.id = t.priority_id
    join messages m on m.ticket_id = t.id and m.is_first
    left join clients c on c.id = t.client_id
    left join contacts co on co.id = t.contact_id
    left join users u on u.id = t.user_id
    left join staff s on s.id = t.assignee_id
    left join ticket_ratings tr on tr.ticket_id = t.id`;

/** Finds a ticket, even a deleted one. A merged ticket's id finds the ticket it was merged into. */
export async function findTicketFacts(db: Db, id: number): Promise<TicketFacts | undefined> {
  const [row] = await db.query<TicketFacts>(
    `${factsOf('tickets t')} where t.id = (select coalesce(merged_into_id, id) from tickets where id = $1)`,
    [id],
  );
  return row;
}

/** Lists some tickets, in the order of the ids. */
export const listTicketFacts = (db: Db, ids: number[]): Promise<TicketFacts[]> =>
  db.query(`${factsOf(TICKETS_BY_ID)} order by page.rank`, [ids]);

export interface FieldValue {
  ticketId: number;
  id: number;
  name: string;
  type: CustomFieldType;
  staffOnly: boolean;
  value: CustomFieldValue;
  options: { id: number; name: string; names: Names }[];
}

/** Lists the custom field values of some tickets, in the order of the fields, with the options that they refer to. */
export const listFieldValues = (db: Db, ticketIds: number[]): Promise<FieldValue[]> =>
  db.query(
    `select v.ticket_id as "ticketId", f.id, f.name, f.type, f.staff_only as "staffOnly", v.value,
       (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'names', o.names)), '[]')
        from custom_field_options o
        where o.field_id = f.id and jsonb_path_exists(v.value, '$.** ? (@ == $id)', jsonb_build_object('id', o.id))) as options
     from custom_field_values v join custom_fields f on f.id = v.field_id
     where v.ticket_id = any($1::int[]) order by v.ticket_id, f.sort_order, f.id`,
    [ticketIds],
  );
