import type { Db } from '../database/pool';
import { findPlace, type Place, type TallyGroup } from './tallies';

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

/** The ids of one page, in order, and how many tickets there are on all pages together. */
export interface TicketPage {
  total: number;
  ids: number[];
}

/**
 * Finds one page of tickets and counts them all, exactly.
 *
 * Where departments and statuses are all that is asked for, the tallies know how many there are, and in which week a page
 * begins, so that a late page costs no more than an early one.
 */
export async function findTicketPage(db: Db, filter: TicketFilter, page: Page): Promise<TicketPage> {
  const wanted = await resolve(db, filter);
  if (matchesNone(wanted)) return NONE;
  const group = groupOf(wanted);
  if (group !== undefined) return findPageOfGroup(db, group, wanted, page);
  if (wanted.filter.subject !== undefined || wanted.filter.search !== undefined) return findByWords(db, wanted, page);
  const [total, ids] = await Promise.all([count(db, wanted), findIds(db, wanted, page)]);
  return { total, ids };
}

/** The same without counting. */
export async function findTicketIds(db: Db, filter: TicketFilter, page: Page): Promise<number[]> {
  const wanted = await resolve(db, filter);
  if (matchesNone(wanted)) return [];
  const group = groupOf(wanted);
  return group === undefined ? findIds(db, wanted, page) : (await findPageOfGroup(db, group, wanted, page)).ids;
}

const NONE: TicketPage = { total: 0, ids: [] };

/** A filter in which names have become ids: what the planner is told it can judge, and what it would have to ask it cannot. */
interface Wanted {
  filter: Omit<TicketFilter, 'email' | 'status'>;
  /** Whom the tickets are for, where that is asked for. */
  requester?: Requester;
}

/** All whom an e-mail address stands for; the guests of that address beside them. */
interface Requester {
  email: string;
  contactIds: number[];
  userIds: number[];
  clientIds: number[];
}

async function resolve(db: Db, { email, status, ...filter }: TicketFilter): Promise<Wanted> {
  const [requester, statusIds] = await Promise.all([
    email === undefined ? undefined : findRequester(db, email.trim()),
    status === undefined ? undefined : findStatusIds(db, status),
  ]);
  const { statusIds: given } = filter;
  return {
    filter: {
      ...filter,
      ...(status !== undefined &&
        'assigneeId' in status && { assigneeIds: status.assigneeId === NOBODY ? [] : [status.assigneeId] }),
      ...(statusIds !== undefined && {
        statusIds: given === undefined ? statusIds : statusIds.filter((id) => given.includes(id)),
      }),
    },
    ...(requester !== undefined && { requester }),
  };
}

async function findRequester(db: Db, email: string): Promise<Requester> {
  const [row] = await db.query<Omit<Requester, 'email'>>(
    `select array(select id from contacts where lower(email) = lower($1)) as "contactIds",
       array(select id from users where lower(email) = lower($1)) as "userIds",
       array(select id from clients where lower(email) = lower($1)) as "clientIds"`,
    [email],
  );
  return { email, ...(row ?? { contactIds: [], userIds: [], clientIds: [] }) };
}

async function findStatusIds(db: Db, status: StatusFilter): Promise<number[]> {
  const [condition, value] =
    'title' in status
      ? ['lower(title) = lower($1)', status.title.trim()]
      : [`${'flag' in status ? status.flag : 'not is_closed'} = $1::boolean`, true];
  const rows = await db.query<{ id: number }>(`select id from statuses where ${condition}`, [value]);
  return rows.map(({ id }) => id);
}

/** Nothing is in an empty list, and there is nobody without an id to look for. */
const matchesNone = ({ filter }: Wanted): boolean =>
  Object.values(filter).some((value) => Array.isArray(value) && value.length === 0);

/** What the tallies know: null for all. */
const TALLIED: ReadonlySet<string> = new Set(['departmentId', 'departmentIds', 'statusIds', 'deleted']);

/** The departments and statuses that a filter asks for, where it asks for nothing else. */
function groupOf({ filter, requester }: Wanted): TallyGroup | undefined {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (requester !== undefined || filter.deleted || asked.some(([name]) => !TALLIED.has(name))) return undefined;
  const { departmentId, departmentIds = null, statusIds = null } = filter;
  if (departmentId === undefined) return { departmentIds, statusIds };
  const isOurs = departmentIds === null || departmentIds.includes(departmentId);
  return { departmentIds: isOurs ? [departmentId] : [], statusIds };
}

async function findPageOfGroup(db: Db, group: TallyGroup, wanted: Wanted, page: Page): Promise<TicketPage> {
  const [[by, direction], ...more] = page.order;
  const place = await findPlace(db, group, direction, page.offset);
  const isEmpty = page.limit === 0 || page.offset >= place.total;
  if (isEmpty) return { total: place.total, ids: [] };
  if (by !== 'lastreply' || more.length > 0) return { total: place.total, ids: await findIds(db, wanted, page) };
  const offset = page.offset - place.before;
  const rows = await readFrom(db, group, place, direction, { offset, limit: page.limit });
  return { total: place.total, ids: rows.map(({ id }) => id) };
}

/**
 * Reads tickets in the order of their last replies, from the edge of a week on. Each department, and each pair of a
 * department and a status, is read in order from an index of its own, as far as it may be needed.
 */
function readFrom(
  db: Db,
  group: TallyGroup,
  { edge, pairs }: Place,
  direction: 'asc' | 'desc',
  { offset, limit }: { offset: number; limit: number },
): Promise<{ id: number }[]> {
  const from = `t.last_reply_at ${direction === 'desc' ? '<' : '>='} $1 and t.merged_into_id is null and t.deleted_at is null`;
  const order = (alias: string) => `order by ${alias}.last_reply_at ${direction}, ${alias}.id ${direction}`;
  const merged = (source: string, condition: string) =>
    `select f.id from ${source} cross join lateral (
       select t.id, t.last_reply_at from tickets t where ${condition} and ${from} ${order('t')} limit $4) f
     ${order('f')} offset $2 limit $3`;
  const page = [edge, offset, limit];
  if (group.statusIds !== null) {
    return db.query(
      merged(
        'unnest($5::int[], $6::int[]) as pair (department_id, status_id)',
        't.status_id = pair.status_id and t.department_id = pair.department_id',
      ),
      [...page, offset + limit, pairs.map(([departmentId]) => departmentId), pairs.map(([, statusId]) => statusId)],
    );
  }
  if (group.departmentIds !== null) {
    return db.query(merged('unnest($5::int[]) as d (id)', 't.department_id = d.id'), [
      ...page,
      offset + limit,
      [...new Set(pairs.map(([departmentId]) => departmentId))],
    ]);
  }
  return db.query(`select t.id from tickets t where ${from} ${order('t')} offset $2 limit $3`, page);
}

/** By words, once for both: all that match must be looked at to count them. */
async function findByWords(db: Db, wanted: Wanted, page: Page): Promise<TicketPage> {
  const { source, where, values } = conditionsOf(wanted);
  const order = orderOf(page);
  const columns = order.map(([column], index) => `${column} as o${index}`);
  const [, [found]] = await Promise.all([
    db.query(PLANNED_FOR_MANY, [isIndexed(wanted) ? 'off' : 'on']),
    db.queryOnce<TicketPage>(
      `with found as materialized (select ${columns.join(', ')} from ${source} ${where})
       select (select count(*) from found) as total, array(
         select o${order.length - 1} from found order by ${order.map(([, way], index) => `o${index} ${way}`).join(', ')}
         offset $${values.length + 1} limit $${values.length + 2}) as ids`,
      [...values, page.offset, page.limit],
    ),
  ]);
  return found ?? NONE;
}

/** Room for what is found; nothing compiled for it; and the index even where the planner thinks that half of all will match. */
const PLANNED_FOR_MANY = `select set_config('work_mem', '32MB', true), set_config('jit', 'off', true),
  set_config('enable_seqscan', $1, true)`;

/** Whether the index knows anything of what a subject is to contain: it is made of three letters or digits each. */
const isIndexed = ({ filter }: Wanted): boolean =>
  filter.subject === undefined || /[\p{L}\p{N}]{3}/u.test(filter.subject);

/** Columns and directions, down to the id. */
const orderOf = ({ order }: Page): [column: string, direction: Order[1]][] =>
  [...order, ['id', order[0][1]] as Order].map(([by, direction]) => [ORDERS[by], direction]);

async function findIds(db: Db, wanted: Wanted, page: Page): Promise<number[]> {
  const { source, where, values } = conditionsOf(wanted);
  const order = orderOf(page).map((column) => column.join(' '));
  const rows = await db.queryOnce<{ id: number }>(
    `select t.id from ${source} ${where} order by ${order.join(', ')}
     offset $${values.length + 1} limit $${values.length + 2}`,
    [...values, page.offset, page.limit],
  );
  return rows.map(({ id }) => id);
}

async function count(db: Db, wanted: Wanted): Promise<number> {
  const { source, where, values } = conditionsOf(wanted);
  const [counted] = await db.queryOnce<{ total: number }>(`select count(*) as total from ${source} ${where}`, values);
  return counted?.total ?? 0;
}

/** SQL in which `?` stands for one value, however often it is written; without it there is none. */
type Condition = [sql: string, value: unknown] | [sql: string];

/** The tickets `t` that are wanted: where they come from, and what must be true of them. */
function conditionsOf({ filter, requester }: Wanted): { source: string; where: string; values: unknown[] } {
  const values: unknown[] = [];
  const write = ([text, ...value]: Condition): string => {
    values.push(...value);
    return text.replaceAll('?', `$${values.length}`);
  };
  const source =
    requester === undefined
      ? 'tickets t'
      : `(${requesterConditions(requester)
          .map((condition) => `select * from tickets t where ${write(condition)}`)
          .join(' union all ')}) t`;
  const conditions: Condition[] = [
    ['t.merged_into_id is null'],
    LIFE[String(filter.deleted ?? false) as keyof typeof LIFE],
  ];
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = filter[name as keyof Wanted['filter']];
    if (value !== undefined) conditions.push((condition as (value: unknown) => Condition)(value));
  }
  return { source, where: `where ${conditions.map(write).join(' and ')}`, values };
}

/**
 * The tickets of an address, as the ticket shows it: of a contact, of a user, of a client, of a guest. None is in two of
 * them, and each has an index of its own.
 */
function requesterConditions({ email, contactIds, userIds, clientIds }: Requester): Condition[] {
  const isGuest: Condition = [
    "t.client_id is null and lower(t.requester_email) = lower(?) and t.requester_email <> ''",
    email,
  ];
  const people: [ids: number[], column: string][] = [
    [contactIds, 't.contact_id'],
    [userIds, 't.contact_id is null and t.user_id'],
    [clientIds, 't.contact_id is null and t.user_id is null and t.client_id'],
  ];
  return [...people.filter(([ids]) => ids.length > 0).map(([ids, column]) => isOneOf(column, ids)), isGuest];
}

/** One of them is equal to it, so that its rows can be read in order. */
const isOneOf = (column: string, ids: number[]): Condition =>
  ids.length === 1 ? [`${column} = ?`, ids[0]] : [`${column} = any(?::int[])`, ids];

const LIFE: Record<'false' | 'true' | 'too', Condition> = {
  false: ['t.deleted_at is null'],
  true: ['t.deleted_at is not null'],
  too: ['true'],
};

type Conditional = Omit<Required<Wanted['filter']>, 'deleted'>;

/** Ids begin at 1. */
const NOBODY = 0;

const CONDITIONS: { [Name in keyof Conditional]: (value: Conditional[Name]) => Condition } = {
  departmentId: (id) => ['t.department_id = ?', id],
  departmentIds: (ids) => isOneOf('t.department_id', ids),
  clientId: (id) => ['t.client_id = ?', id],
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
  clientIds: (ids) => isOneOf('t.client_id', ids),
  assigneeIds: (ids) => isOneOf(ids.includes(NOBODY) ? 'coalesce(t.assignee_id, 0)' : 't.assignee_id', ids),
  statusIds: (ids) => isOneOf('t.status_id', ids),
  priorityIds: (ids) => ['t.priority_id = any(?::int[])', ids],
  typeIds: (ids) => ['t.type_id = any(?::int[])', ids],
  categoryId: (id) => (id === null ? ['t.category_id is null'] : ['t.category_id = ?', id]),
  frozenAt: ({ moment, frozen }) => [
    frozen ? 't.frozen_until > ?::timestamptz' : '(t.frozen_until is null or t.frozen_until <= ?::timestamptz)',
    moment,
  ],
  fieldValues: (given) => [FIELD_VALUES, JSON.stringify(given)],
};

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

/** Text that LIKE takes as it is. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
