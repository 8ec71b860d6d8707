import type { Db } from '../../database/pool';
import { OF_GROUP, type TallyGroup } from '../tickets/tallies';
import type { LastReplyPage, TicketPage } from './ticket-order';

/**
 * Finds one page of the tickets of some departments and statuses, and counts them all.
 *
 * The tallies say in which week the page begins, so a late page costs no more than an early one. If the page lies
 * within one week, no other week is read.
 */
export async function findGroupPage(
  db: Db,
  { departmentIds, statusIds }: TallyGroup,
  { direction, offset, limit }: LastReplyPage,
): Promise<TicketPage> {
  const source = statusIds !== null ? OF_PAIRS : departmentIds !== null ? OF_DEPARTMENTS : OF_ALL;
  const [page] = await db.query<TicketPage>(pageOf(source, direction), [departmentIds, statusIds, offset, limit]);
  return page ?? { total: 0, ids: [] };
}

type Source = (direction: 'asc' | 'desc') => string;

/** `$3` is the offset and `$4` the limit of the page. `place` is empty if the offset lies behind the last ticket. */
const pageOf = (source: Source, direction: 'asc' | 'desc'): string => `
  with weeks as (
    select week, sum(tickets)::bigint as tickets, (sum(sum(tickets)) over (order by week ${direction}))::bigint as through
    from ticket_tallies where ${OF_GROUP} group by week having sum(tickets) <> 0),
  start as (select *, through >= $3::bigint + $4::bigint as whole from weeks where through > $3::bigint order by through limit 1),
  place as (
    select week as monday, whole, $3::bigint - (through - tickets) as offset,
      ${direction === 'desc' ? 'true' : 'whole'} as ends, ${direction === 'asc' ? 'true' : 'whole'} as begins,
      week::timestamp at time zone 'UTC' as first, (week + 7)::timestamp at time zone 'UTC' as last
    from start)
  select (select coalesce(sum(tickets), 0)::bigint from weeks) as total,
    array(select t.id from ${source(direction)} order by t.last_reply_at ${direction}, t.id ${direction}
          offset (select place.offset from place) limit $4) as ids`;

/**
 * The living tickets from the first edge of the page's week on, and only up to its other edge if the page ends within
 * it.
 */
const WITHIN = `t.merged_into_id is null and t.deleted_at is null
  and t.last_reply_at >= (select case when begins then first else '-infinity' end from place)
  and t.last_reply_at < (select case when ends then last else 'infinity' end from place)`;

const OF_ALL: Source = () => `tickets t where ${WITHIN}`;

/**
 * Reads each department, or pair of department and status, in order from its index, and only as many tickets as the
 * page can need.
 */
const ofEach =
  (columns: string, condition: string): Source =>
  (direction) =>
    `(
    select distinct ${columns} from ticket_tallies, place
    where ${OF_GROUP} and week ${direction === 'desc' ? '<=' : '>='} monday and (week = monday or not whole)
  ) one cross join lateral (
    select t.id, t.last_reply_at from tickets t where ${condition} and ${WITHIN}
    order by t.last_reply_at ${direction}, t.id ${direction} limit (select place.offset + $4::bigint from place)
  ) t`;

const OF_DEPARTMENTS = ofEach('department_id', 't.department_id = one.department_id');

const OF_PAIRS = ofEach(
  'department_id, status_id',
  't.status_id = one.status_id and t.department_id = one.department_id',
);
