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
  /** A whole subject or number in any letter case, or the id of one ticket. */
  exactly?: { text: string; id: number | null };
  tag?: string;
  updatedSince?: Date;
  updatedUntil?: Date;
  createdSince?: Date;
  createdUntil?: Date;
  ids?: number[];
  clientIds?: number[];
  /** Zero stands for nobody. */
  assigneeIds?: number[];
  statusIds?: number[];
  priorityIds?: number[];
  typeIds?: number[];
  /** Null for tickets in no category. */
  categoryId?: number | null;
  /** Whether it is put off until a later time. */
  frozenAt?: { moment: Date; frozen: boolean };
  /** Custom fields by id or name, all of them with these values as people read them. */
  fieldValues?: { key: string; value: string }[];
  /** Without it, tickets that were deleted are left out. */
  deleted?: boolean | 'too';
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
  viewedByStaff: 't.viewed_by_staff',
  viewedByClient: 't.viewed_by_client',
};

export type Order = [by: keyof typeof ORDERS, direction: 'asc' | 'desc'];

export interface Page {
  /** The first decides, the next where it leaves two equal, and in the end the id in the first one's direction. */
  order: [Order, ...Order[]];
  offset: number;
  limit: number;
}

/** Finds one page of tickets: the ids in order. */
export async function findTicketIds(db: Db, filter: TicketFilter, page: Page): Promise<number[]> {
  const { where, values } = conditionsOf(filter);
  const order = [...page.order, ['id', page.order[0][1]] as Order].map(([by, way]) => `${ORDERS[by]} ${way}`);
  const rows = await db.queryOnce<{ id: number }>(
    `select t.id from tickets t ${where} order by ${order.join(', ')}
     offset $${values.length + 1} limit $${values.length + 2}`,
    [...values, page.offset, page.limit],
  );
  return rows.map(({ id }) => id);
}

/** How many tickets there are on all pages together. */
export async function countTickets(db: Db, filter: TicketFilter): Promise<number> {
  const { where, values } = conditionsOf(filter);
  const [counted] = await db.queryOnce<{ total: number }>(`select count(*) as total from tickets t ${where}`, values);
  return counted?.total ?? 0;
}

/** SQL in which `?` stands for one value, however often it is written; without it there is none. */
type Condition = [sql: string, value: unknown] | [sql: string];

function conditionsOf(filter: TicketFilter): { where: string; values: unknown[] } {
  const conditions: Condition[] = [
    ['t.merged_into_id is null'],
    LIFE[String(filter.deleted ?? false) as keyof typeof LIFE],
  ];
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = filter[name as keyof TicketFilter];
    if (value !== undefined) conditions.push((condition as (value: unknown) => Condition)(value));
  }
  const values: unknown[] = [];
  const sql = conditions.map(([text, ...value]) => {
    values.push(...value);
    return text.replaceAll('?', `$${values.length}`);
  });
  return { where: `where ${sql.join(' and ')}`, values };
}

const LIFE: Record<'false' | 'true' | 'too', Condition> = {
  false: ['t.deleted_at is null'],
  true: ['t.deleted_at is not null'],
  too: ['true'],
};

type Conditional = Omit<Required<TicketFilter>, 'deleted'>;

const CONDITIONS: { [Name in keyof Conditional]: (value: Conditional[Name]) => Condition } = {
  departmentId: (id) => ['t.department_id = ?', id],
  departmentIds: (ids) => ['t.department_id = any(?::int[])', ids],
  clientId: (id) => ['t.client_id = ?', id],
  email: (email) => [REQUESTER_EMAIL, email.trim()],
  status: (status) => statusCondition(status),
  subject: (text) => ['t.subject ilike ?', `%${escapeLike(text)}%`],
  search: (words) => [SEARCH, words],
  exactly: (wanted) => [EXACTLY, JSON.stringify(wanted)],
  tag: (name) => [
    't.id in (select tt.ticket_id from ticket_tags tt join tags g on g.id = tt.tag_id where lower(g.name) = lower(?))',
    name,
  ],
  updatedSince: (since) => ['t.updated_at >= ?', since],
  updatedUntil: (until) => ['t.updated_at <= ?', until],
  createdSince: (since) => ['t.created_at >= ?', since],
  createdUntil: (until) => ['t.created_at <= ?', until],
  ids: (ids) => ['t.id = any(?::int[])', ids],
  clientIds: (ids) => ['t.client_id = any(?::int[])', ids],
  assigneeIds: (ids) => ['coalesce(t.assignee_id, 0) = any(?::int[])', ids],
  statusIds: (ids) => ['t.status_id = any(?::int[])', ids],
  priorityIds: (ids) => ['t.priority_id = any(?::int[])', ids],
  typeIds: (ids) => ['t.type_id = any(?::int[])', ids],
  categoryId: (id) => (id === null ? ['t.category_id is null'] : ['t.category_id = ?', id]),
  frozenAt: ({ moment, frozen }) => [
    frozen ? 't.frozen_until > ?::timestamptz' : '(t.frozen_until is null or t.frozen_until <= ?::timestamptz)',
    moment,
  ],
  fieldValues: (given) => [FIELD_VALUES, JSON.stringify(given)],
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
  where to_tsvector('simple', plain_words(left(body, 100000))) @@ websearch_to_tsquery('simple', plain_words(?))
    and not is_draft)`;

const EXACTLY = `(lower(t.subject) = lower(?::jsonb ->> 'text') or lower(t.number) = lower(?::jsonb ->> 'text')
  or t.id = (?::jsonb ->> 'id')::int)`;

/** As showCustomField in src/tickets shows them: a tick as `1`, options by name, a hierarchy as a path. */
const FIELD_VALUES = `not exists (
  select from jsonb_to_recordset(?::jsonb) as given (key text, value text)
  where not exists (
    select from custom_field_values v join custom_fields f on f.id = v.field_id
    where v.ticket_id = t.id and (f.id::text = given.key or lower(f.name) = lower(given.key))
      and given.value = case jsonb_typeof(v.value)
        when 'boolean' then '1'
        when 'number' then (select o.name from custom_field_options o where o.field_id = f.id and to_jsonb(o.id) = v.value)
        when 'object' then (
          select string_agg(o.name, ' > ' order by level.key::int) from jsonb_each(v.value) as level
            join custom_field_options o on o.field_id = f.id and to_jsonb(o.id) = level.value)
        else v.value #>> '{}' end))`;

function statusCondition(status: StatusFilter): Condition {
  if ('title' in status) {
    return ['t.status_id in (select id from statuses where lower(title) = lower(?))', status.title.trim()];
  }
  if ('flag' in status) return [`t.status_id in (select id from statuses where ${status.flag} = ?)`, true];
  return ['t.assignee_id = ? and t.status_id in (select id from statuses where not is_closed)', status.assigneeId];
}

/** Text that LIKE takes as it is. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
