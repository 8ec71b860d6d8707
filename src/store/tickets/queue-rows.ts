import type { Db } from '../../database/pool';
import { NO_ID } from '../ids';
import { nameOf } from '../people/people';
import { ORDER_OF_TAGS } from './tags';
import type { AuthorKind } from './tickets';
import { authorSql, TICKETS_BY_ID } from './view-sql';

/** What a row of the queue shows of a ticket, besides what every list does. */
export interface QueueRow {
  id: number;
  departmentName: string;
  assigneeName: string;
  statusColor: string;
  isClosed: boolean;
  tags: string[];
  /** Whether something is new to the member of staff who asks. */
  isUnread: boolean;
  /** Who wrote the newest message; null if all were removed. */
  lastAuthorKind: AuthorKind | null;
  lastAuthorName: string;
  updatedAt: Date;
  frozenUntil: Date | null;
  dueAt: Date | null;
}

/**
 * Whether something is new in a ticket `t` with the status `st` to a member of staff: they want it to count as unread, or
 * the newest message is the customer's and they have not opened the ticket since. Nothing is new in closed tickets.
 */
const isUnread = (staff: string): string => `coalesce(
  (select s.is_unread or (s.seen_at < t.last_reply_at and not t.viewed_by_staff and not st.is_closed)
   from ticket_seen s where s.staff_id = ${staff} and s.ticket_id = t.id),
  not t.viewed_by_staff and not st.is_closed)`;

/**
 * Lists what the queue shows of some tickets, in the order of the ids.
 *
 * @param staffId who asks; null for a program, to which nothing is new
 */
export const listQueueRows = (db: Db, ids: number[], staffId: number | null): Promise<QueueRow[]> =>
  db.query(
    `select t.id, d.name as "departmentName", case when t.assignee_id is null then '' else ${nameOf.staff('a')} end as "assigneeName",
       st.color as "statusColor", st.is_closed as "isClosed", array(
         select g.name from ticket_tags tt join tags g on g.id = tt.tag_id where tt.ticket_id = t.id order by ${ORDER_OF_TAGS}
       ) as tags, $2::int <> ${NO_ID} and ${isUnread('$2')} as "isUnread",
       last.kind as "lastAuthorKind", coalesce(last.name, '') as "lastAuthorName", t.updated_at as "updatedAt",
       t.frozen_until as "frozenUntil", t.sla_due_at as "dueAt"
     from ${TICKETS_BY_ID}
       join departments d on d.id = t.department_id
       join statuses st on st.id = t.status_id
       left join staff a on a.id = t.assignee_id
       left join lateral (${NEWEST_MESSAGE}) last on true
     order by page.rank`,
    [ids, staffId ?? NO_ID],
  );

/** The newest message of the ticket `page.id`, here `t`, as the shared pieces of SQL call it. */
const NEWEST_MESSAGE = `
  select t.author_kind as kind,
    case when t.author_kind = 'staff'
         then coalesce((select ${nameOf.staff('s')} from staff s where s.id = t.staff_id), t.author_name)
         else ${authorSql(
           `(select ${nameOf.client} from clients c where c.id = t.client_id)`,
           `(select ${nameOf.contact} from contacts co where co.id = t.contact_id)`,
           `(select ${nameOf.user} from users u where u.id = t.user_id)`,
           't.author_name',
         )} end as name
  from messages t where t.ticket_id = page.id and not t.is_draft order by t.created_at desc, t.id desc limit 1`;
