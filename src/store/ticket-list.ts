import knex, { type Knex } from 'knex';
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

/** A builder of SQL: it never has a connection. */
const sql = knex({ client: 'pg' });

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
  const matching = filtered(filter);
  const [counted, rows] = await Promise.all([
    run<{ total: number }>(db, matching.clone().count({ total: '*' })),
    run<{ id: number }>(
      db,
      matching
        .clone()
        .select('t.id')
        .orderByRaw(`${ORDERS[page.orderBy]} ${page.order}, t.id ${page.order}`)
        .offset(page.offset)
        .limit(page.limit),
    ),
  ]);
  return { ids: rows.map(({ id }) => id), total: counted[0]?.total ?? 0 };
}

function run<Row>(db: Db, builder: Knex.QueryBuilder): Promise<Row[]> {
  const { sql: text, bindings } = builder.toSQL().toNative();
  return db.queryOnce<Row>(text, bindings);
}

function filtered(filter: TicketFilter): Knex.QueryBuilder {
  const tickets = sql('tickets as t');
  if (filter.departmentId !== undefined) tickets.where('t.department_id', filter.departmentId);
  if (filter.departmentIds !== undefined) tickets.whereRaw('t.department_id = any(?)', [filter.departmentIds]);
  if (filter.clientId !== undefined) tickets.where('t.client_id', filter.clientId);
  if (filter.email !== undefined) whereEmail(tickets, filter.email.trim());
  if (filter.status !== undefined) whereStatus(tickets, filter.status);
  if (filter.subject !== undefined) tickets.whereRaw('t.subject ilike ?', [`%${escapeLike(filter.subject)}%`]);
  if (filter.updatedSince !== undefined) tickets.where('t.updated_at', '>=', filter.updatedSince);
  if (filter.tag !== undefined) {
    tickets.whereRaw(
      't.id in (select tt.ticket_id from ticket_tags tt join tags g on g.id = tt.tag_id where lower(g.name) = lower(?))',
      [filter.tag],
    );
  }
  if (filter.search !== undefined) {
    tickets.whereRaw(
      `t.id in (
         select id from tickets where to_tsvector('simple', number || ' ' || subject) @@ websearch_to_tsquery('simple', ?)
         union
         select ticket_id from messages
         where to_tsvector('simple', left(body, 100000)) @@ websearch_to_tsquery('simple', ?))`,
      [filter.search, filter.search],
    );
  }
  return tickets;
}

/** The address of whoever a ticket is for, as the ticket shows it. */
function whereEmail(tickets: Knex.QueryBuilder, email: string): void {
  tickets.whereRaw(
    `(t.contact_id in (select id from contacts where lower(email) = lower(?))
      or t.contact_id is null and t.user_id in (select id from users where lower(email) = lower(?))
      or t.contact_id is null and t.user_id is null and t.client_id in (select id from clients where lower(email) = lower(?))
      or t.client_id is null and lower(t.requester_email) = lower(?) and t.requester_email <> '')`,
    [email, email, email, email],
  );
}

function whereStatus(tickets: Knex.QueryBuilder, status: StatusFilter): void {
  if ('title' in status) {
    tickets.whereRaw('t.status_id in (select id from statuses where lower(title) = lower(?))', [status.title.trim()]);
  } else if ('flag' in status) {
    tickets.whereRaw(`t.status_id in (select id from statuses where ${status.flag})`);
  } else {
    tickets.where('t.assignee_id', status.assigneeId);
    tickets.whereRaw('t.status_id in (select id from statuses where not is_closed)');
  }
}

/** Text that LIKE takes as it is. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
