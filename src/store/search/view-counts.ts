import type { Db } from '../../database/pool';
import { type Condition, writeInto } from '../conditions';
import { findByText, UnfitSearch } from './text-pages';
import { matchesNone, ownConditions, resolve, type TicketFilter, type Wanted } from './ticket-filter';
import { countWanted, groupOf, readsTexts } from './ticket-list';

/** What the index `tickets_status` has of a ticket, or its id leads to. */
const COVERED: ReadonlySet<string> = new Set([
  'assigneeIds',
  'categoryIds',
  'clientIds',
  'departmentIds',
  'frozenAt',
  'overdue',
  'priorityIds',
  'statusIds',
  'tagIds',
  'typeIds',
  'unread',
]);

/**
 * Counts the tickets of several filters, exactly.
 *
 * Departments and statuses together are counted from the tallies. Filters of open tickets share one pass over them, through
 * an index that has all it needs: each pass takes 4 ms of 25,000 open tickets among a million. Every other filter costs what
 * its list costs.
 *
 * @param closedStatusIds the statuses that most tickets have
 * @returns the counts in the order of the filters; undefined for a search that takes too long
 */
export async function countEach(
  db: Db,
  filters: readonly TicketFilter[],
  closedStatusIds: readonly number[],
): Promise<(number | undefined)[]> {
  const wanted = await Promise.all(filters.map((filter) => resolve(db, filter)));
  const counts: (number | undefined)[] = wanted.map(() => undefined);
  const kinds = wanted.map((one) => kindOf(one, closedStatusIds));
  const placesOf = (kind: Kind): number[] => kinds.flatMap((found, place) => (found === kind ? [place] : []));
  const take = (places: number[], found: number[]): void => {
    places.forEach((place, at) => {
      counts[place] = found[at];
    });
  };
  const pick = (places: number[]): Wanted[] => places.flatMap((place) => wanted[place] ?? []);
  for (const place of placesOf('none')) counts[place] = 0;
  const [tallied, open, others] = [placesOf('tallied'), placesOf('open'), placesOf('other')];
  await Promise.all([
    countTallied(db, pick(tallied)).then((found) => take(tallied, found)),
    countOpen(db, pick(open)).then((found) => take(open, found)),
    ...others.map(async (place) => {
      const [one] = pick([place]);
      counts[place] = one && (await countWanted(db, one));
    }),
  ]);
  // Last, because after a search that takes too long the transaction can do nothing more.
  for (const place of placesOf('text')) {
    const [one] = pick([place]);
    const found = one && (await countText(db, one));
    if (found === undefined) break;
    counts[place] = found;
  }
  return counts;
}

type Kind = 'none' | 'tallied' | 'open' | 'text' | 'other';

function kindOf(wanted: Wanted, closedStatusIds: readonly number[]): Kind {
  const { filter, requester } = wanted;
  if (matchesNone(wanted)) return 'none';
  if (groupOf(wanted) !== undefined) return 'tallied';
  if (readsTexts(wanted)) return 'text';
  const { without = [], statusIds, ...rest } = filter;
  const asked = [rest, ...without].flatMap((one) =>
    Object.entries(one).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  );
  const isOfOpen = statusIds?.every((id) => !closedStatusIds.includes(id)) ?? false;
  return isOfOpen && requester === undefined && asked.every((name) => COVERED.has(name)) ? 'open' : 'other';
}

/** Counts filters that name departments and statuses only. */
async function countTallied(db: Db, wanted: Wanted[]): Promise<number[]> {
  if (wanted.length === 0) return [];
  const tallies = await db.query<{ departmentId: number; statusId: number; tickets: number }>(
    `select department_id as "departmentId", status_id as "statusId", sum(tickets) as tickets from ticket_tallies group by 1, 2`,
  );
  return wanted.map((one) => {
    const { departmentIds, statusIds } = groupOf(one) ?? { departmentIds: [], statusIds: [] };
    return tallies
      .filter(({ departmentId }) => departmentIds?.includes(departmentId) ?? true)
      .filter(({ statusId }) => statusIds?.includes(statusId) ?? true)
      .reduce((sum, { tickets }) => sum + tickets, 0);
  });
}

/** Counts filters of open tickets in one pass over them. What is unread to one reader is joined to it. */
async function countOpen(db: Db, wanted: Wanted[]): Promise<number[]> {
  if (wanted.length === 0) return [];
  const statusIds = [...new Set(wanted.flatMap(({ filter }) => filter.statusIds ?? []))];
  const staffId = wanted.flatMap(({ filter }) => filter.unread?.staffId ?? [])[0];
  const values: unknown[] = [statusIds];
  const write = writeInto(values);
  const columns = wanted.map((one) => `count(*) filter (where ${writeAll(one, statusIds, write)})`);
  const reader =
    staffId === undefined
      ? ''
      : write([`left join ticket_seen seen on seen.staff_id = ? and seen.ticket_id = t.id`, staffId]);
  const [row] = await db.queryOnce<{ counts: number[] }>(
    `select array[${columns.join(', ')}]::int[] as counts from tickets t ${reader}
     where t.status_id = any($1::int[]) and t.merged_into_id is null and t.deleted_at is null`,
    values,
  );
  return row?.counts ?? [];
}

/** Writes what a filter asks for beyond what holds for all rows of the pass: the less is checked for each, the better. */
function writeAll({ filter, marked }: Wanted, statusIds: number[], write: (condition: Condition) => string): string {
  const { statusIds: own = [], ...rest } = filter;
  const narrowed = own.length === statusIds.length ? rest : filter;
  const conditions = ownConditions({ filter: narrowed, marked }, () => [JOINED_UNREAD]);
  return conditions.map(write).join(' and ') || 'true';
}

/** What `UNREAD` finds among open tickets. */
const JOINED_UNREAD =
  'coalesce(seen.is_unread or (seen.seen_at < t.last_reply_at and not t.viewed_by_staff), not t.viewed_by_staff)';

async function countText(db: Db, wanted: Wanted): Promise<number | undefined> {
  try {
    return (await findByText(db, wanted, { order: [['lastReply', 'desc']], offset: 0, limit: 1 })).total;
  } catch (error) {
    if (error instanceof UnfitSearch) return undefined;
    throw error;
  }
}
