import type { Db } from '../database/pool';
import { findGroupPage } from './group-pages';
import { countGroup, type TallyGroup } from './tallies';
import { conditionsOf, matchesNone, resolve, type TicketFilter, type Wanted } from './ticket-filter';

/** What a list can be ordered by. */
const ORDERS = {
  lastReply: 't.last_reply_at',
  created: 't.created_at',
  updated: 't.updated_at',
  id: 't.id',
  number: 't.number',
  subject: 't.subject',
  status: '(select sort_order from statuses where id = t.status_id)',
  priority: '(select sort_order from priorities where id = t.priority_id)',
  department: 't.department_id',
  viewedByStaff: 't.viewed_by_staff',
  viewedByClient: 't.viewed_by_client',
};

export type OrderBy = keyof typeof ORDERS;

export type Order = [by: OrderBy, direction: 'asc' | 'desc'];

/** Which part of which order is wanted. */
export interface OrderedPage {
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
export async function findTicketPage(db: Db, filter: TicketFilter, page: OrderedPage): Promise<TicketPage> {
  const wanted = await resolve(db, filter);
  if (matchesNone(wanted)) return NONE;
  const group = groupOf(wanted);
  if (group !== undefined) return findPageOfGroup(db, group, wanted, page);
  if (wanted.filter.subject !== undefined || wanted.filter.search !== undefined) return findByWords(db, wanted, page);
  const [total, ids] = await Promise.all([count(db, wanted), findIds(db, wanted, page)]);
  return { total, ids };
}

/** The same without counting. */
export async function findTicketIds(db: Db, filter: TicketFilter, page: OrderedPage): Promise<number[]> {
  const wanted = await resolve(db, filter);
  if (matchesNone(wanted)) return [];
  const group = groupOf(wanted);
  return group === undefined ? findIds(db, wanted, page) : (await findPageOfGroup(db, group, wanted, page)).ids;
}

const NONE: TicketPage = { total: 0, ids: [] };

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

async function findPageOfGroup(db: Db, group: TallyGroup, wanted: Wanted, page: OrderedPage): Promise<TicketPage> {
  const [[by, direction], ...more] = page.order;
  if (by === 'lastReply' && more.length === 0) return findGroupPage(db, group, { ...page, direction });
  const [total, ids] = await Promise.all([countGroup(db, group), findIds(db, wanted, page)]);
  return { total, ids };
}

/** By words, once for both: all that match must be looked at to count them. */
async function findByWords(db: Db, wanted: Wanted, page: OrderedPage): Promise<TicketPage> {
  const { source, where, values } = conditionsOf(wanted);
  const order = orderOf(page);
  const columns = order.map(([column], index) => `${column} as o${index}`);
  const [, [found]] = await Promise.all([
    db.query(PLANNED_FOR_MANY, [wanted.filter.subject?.isIndexed === false ? 'on' : 'off']),
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

/** Columns and directions, down to the id. */
const orderOf = ({ order }: OrderedPage): [column: string, direction: Order[1]][] =>
  [...order, ['id', order[0][1]] as Order].map(([by, direction]) => [ORDERS[by], direction]);

async function findIds(db: Db, wanted: Wanted, page: OrderedPage): Promise<number[]> {
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
