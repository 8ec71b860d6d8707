import type { Db } from '../database/pool';

/** Absent members leave nothing out. */
export interface TicketFilter {
  departmentId?: number;
  /** The departments whose tickets the caller works on. */
  departmentIds?: number[];
  clientId?: number;
  email?: string;
  status?: StatusFilter;
  subject?: string;
  search?: string;
  tag?: string;
  updatedSince?: Date;
}

/** A status by its title, one of the kinds of statuses, or what a member of staff has been assigned. */
export type StatusFilter = { title: string } | { flag: 'is_awaiting_reply' | 'is_active' } | { assigneeId: number };

/** What a list can be ordered by. */
export const ORDERS = {
  lastreply: 't.last_reply_at',
  date: 't.created_at',
  updated: 't.updated_at',
  id: 't.id',
  tid: 't.number',
  subject: 't.subject',
  status: '(select sort_order from statuses where id = t.status_id)',
  priority: '(select sort_order from priorities where id = t.priority_id)',
  deptid: 't.department_id',
};

export interface Page {
  orderBy: keyof typeof ORDERS;
  order: 'asc' | 'desc';
  offset: number;
  limit: number;
}

/**
 * Finds one page of tickets.
 *
 * @returns the ids in order, and how many tickets there are on all pages together.
 */
export async function findTicketIds(
  db: Db,
  filter: TicketFilter,
  page: Page,
): Promise<{ ids: number[]; total: number }> {
  const { where, values } = conditionsOf(filter);
  const order = `${ORDERS[page.orderBy]} ${page.order}, t.id ${page.order}`;
  const [counted, rows] = await Promise.all([
    db.queryOnce<{ total: number }>(`select count(*) as total from tickets t ${where}`, values),
    db.queryOnce<{ id: number }>(
      `select t.id from tickets t ${where} order by ${order} offset $${values.length + 1} limit $${values.length + 2}`,
      [...values, page.offset, page.limit],
    ),
  ]);
  return { ids: rows.map(({ id }) => id), total: counted[0]?.total ?? 0 };
}

/** SQL in which `?` stands for one value, however often it is written. */
type Condition = [sql: string, value: unknown];

function conditionsOf(filter: TicketFilter): { where: string; values: unknown[] } {
  const conditions: Condition[] = [];
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = filter[name as keyof TicketFilter];
    if (value !== undefined) conditions.push((condition as (value: unknown) => Condition)(value));
  }
  const sql = conditions.map(([text], index) => text.replaceAll('?', `$${index + 1}`));
  return {
    where: sql.length === 0 ? '' : `where ${sql.join(' and ')}`,
    values: conditions.map(([, value]) => value),
  };
}

const CONDITIONS: { [Name in keyof Required<TicketFilter>]: (value: Required<TicketFilter>[Name]) => Condition } = {
  departmentId: (id) => ['t.department_id = ?', id],
  departmentIds: (ids) => ['t.department_id = any(?::int[])', ids],
  clientId: (id) => ['t.client_id = ?', id],
  email: (email) => [REQUESTER_EMAIL, email.trim()],
  status: (status) => statusCondition(status),
  subject: (text) => ['t.subject ilike ?', `%${escapeLike(text)}%`],
  search: (words) => [SEARCH, words],
  tag: (name) => [
    't.id in (select tt.ticket_id from ticket_tags tt join tags g on g.id = tt.tag_id where lower(g.name) = lower(?))',
    name,
  ],
  updatedSince: (since) => ['t.updated_at >= ?', since],
};

/** The address of whoever a ticket is for, as the ticket shows it. */
const REQUESTER_EMAIL = `(
  t.contact_id in (select id from contacts where lower(email) = lower(?))
  or t.contact_id is null and t.user_id in (select id from users where lower(email) = lower(?))
  or t.contact_id is null and t.user_id is null and t.client_id in (select id from clients where lower(email) = lower(?))
  or t.client_id is null and lower(t.requester_email) = lower(?) and t.requester_email <> '')`;

const SEARCH = `t.id in (
  select id from tickets
  where to_tsvector('simple', plain_words(number || ' ' || left(subject, 100000)))
        @@ websearch_to_tsquery('simple', plain_words(?))
  union
  select ticket_id from messages
  where to_tsvector('simple', plain_words(left(body, 100000))) @@ websearch_to_tsquery('simple', plain_words(?)))`;

function statusCondition(status: StatusFilter): Condition {
  if ('title' in status) {
    return ['t.status_id in (select id from statuses where lower(title) = lower(?))', status.title.trim()];
  }
  if ('flag' in status) return [`t.status_id in (select id from statuses where ${status.flag} = ?)`, true];
  return ['t.assignee_id = ? and t.status_id in (select id from statuses where not is_closed)', status.assigneeId];
}

/** Text that LIKE takes as it is. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
