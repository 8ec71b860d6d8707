import type { Db } from '../../database/pool';
import { countGroup, type TallyGroup } from '../tickets/tallies';
import { findGroupPage } from './group-pages';
import { findByText } from './text-pages';
import { conditionsOf, matchesNone, readsGuests, resolve, type TicketFilter, type Wanted } from './ticket-filter';
import { byLastReply, type OrderedPage, orderOf, type TicketPage } from './ticket-order';

/**
 * Finds one page of tickets and counts all matches, exactly.
 *
 * If the filter names only departments and statuses, the tallies give the total and the week in which the page begins.
 * So a late page costs no more than an early one.
 */
export async function findTicketPage(db: Db, filter: TicketFilter, page: OrderedPage): Promise<TicketPage> {
  const wanted = await resolve(db, filter);
  if (matchesNone(wanted)) return EMPTY_PAGE;
  const group = groupOf(wanted);
  if (group !== undefined) return findPageOfGroup(db, group, wanted, page);
  if (readsTexts(wanted)) return findByText(db, wanted, page);
  const [total, ids] = await Promise.all([countWanted(db, wanted), findIds(db, wanted, page)]);
  return { total, ids };
}

/** Finds one page of tickets without counting. */
export async function findTicketIds(db: Db, filter: TicketFilter, page: OrderedPage): Promise<number[]> {
  const wanted = await resolve(db, filter);
  if (matchesNone(wanted)) return [];
  const group = groupOf(wanted);
  return group === undefined ? findIds(db, wanted, page) : (await findPageOfGroup(db, group, wanted, page)).ids;
}

/** Whether a filter reads the texts or the messages of many tickets, so that it may take too long. */
export const readsTexts = ({
  filter: { subject, search, hasFiles, hasNotes, without = [], either = [] },
  requester,
}: Wanted): boolean =>
  [subject, search, hasFiles, hasNotes].some((value) => value !== undefined) ||
  readsGuests(requester) ||
  either.flat().some((one) => one.hasFiles !== undefined || one.hasNotes !== undefined) ||
  without.some((one) => one.hasFiles !== undefined);

const EMPTY_PAGE: TicketPage = { total: 0, ids: [] };

/** The members of a filter that the tallies can answer. */
const TALLIED: ReadonlySet<string> = new Set(['departmentId', 'departmentIds', 'statusIds', 'deleted']);

/** The departments and statuses of a filter; undefined if it has any other condition. */
export function groupOf({ filter, requester }: Wanted): TallyGroup | undefined {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (requester !== undefined || filter.deleted || asked.some(([name]) => !TALLIED.has(name))) return undefined;
  const { departmentId, departmentIds = null, statusIds = null } = filter;
  if (departmentId === undefined) return { departmentIds, statusIds };
  const isOurs = departmentIds === null || departmentIds.includes(departmentId);
  return { departmentIds: isOurs ? [departmentId] : [], statusIds };
}

async function findPageOfGroup(db: Db, group: TallyGroup, wanted: Wanted, page: OrderedPage): Promise<TicketPage> {
  const inOrder = byLastReply(page);
  if (inOrder !== undefined) return findGroupPage(db, group, inOrder);
  const [total, ids] = await Promise.all([countGroup(db, group), findIds(db, wanted, page)]);
  return { total, ids };
}

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

/** Counts the tickets of a filter that no table of tallies answers. */
export async function countWanted(db: Db, wanted: Wanted): Promise<number> {
  const { source, where, values } = conditionsOf(wanted);
  const [counted] = await db.queryOnce<{ total: number }>(`select count(*) as total from ${source} ${where}`, values);
  return counted?.total ?? 0;
}
