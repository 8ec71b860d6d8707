import type { Db } from '../database/pool';

/** Living tickets of some departments and statuses; null stands for all of them. */
export interface TallyGroup {
  departmentIds: number[] | null;
  statusIds: number[] | null;
}

/** SQL for the rows of a group, whose departments are `$1` and whose statuses are `$2`. */
const OF_GROUP = `($1::int[] is null or department_id = any($1::int[])) and ($2::int[] is null or status_id = any($2::int[]))`;

/** Where in the order of last replies a page begins. */
export interface Place {
  /** How many tickets the group has. */
  total: number;
  /** The edge of the week in which the page begins: the end of it where the newest come first, and otherwise its start. */
  edge: Date | null;
  /** How many of the group lie before that week. */
  before: number;
  /** Departments and statuses of which there may be any from that week on; none where the group is all there is. */
  pairs: [departmentId: number, statusId: number][];
}

/** Finds the week in which a page begins. Where the offset is behind the last ticket there is none. */
export async function findPlace(
  db: Db,
  { departmentIds, statusIds }: TallyGroup,
  direction: 'asc' | 'desc',
  offset: number,
): Promise<Place> {
  const [row] = await db.query<Place>(
    `with weeks as (
       select week, sum(tickets) as tickets, sum(sum(tickets)) over (order by week ${direction}) as through
       from ticket_tallies where ${OF_GROUP} group by week having sum(tickets) <> 0),
     place as (select week, through - tickets as before from weeks where through > $3 order by through limit 1)
     select (select coalesce(sum(tickets), 0) from weeks)::int as total, coalesce(place.before, 0)::int as before,
       (place.week + ${direction === 'desc' ? 7 : 0})::timestamp at time zone 'UTC' as edge,
       case when $1::int[] is null and $2::int[] is null then '[]' else (
         select coalesce(json_agg(json_build_array(department_id, status_id)), '[]') from (
           select distinct department_id, status_id from ticket_tallies
           where ${OF_GROUP} and week ${direction === 'desc' ? '<=' : '>='} place.week) found) end as pairs
     from (values (1)) as one left join place on true`,
    [departmentIds, statusIds, offset],
  );
  return row ?? { total: 0, edge: null, before: 0, pairs: [] };
}

export interface StatusTally {
  id: number;
  title: string;
  color: string;
  isActive: boolean;
  isAwaiting: boolean;
  tickets: number;
}

/** How many living tickets of some departments, or of all, each status has, in the order of the statuses. */
export const listStatusTallies = (db: Db, departmentIds: number[] | null): Promise<StatusTally[]> =>
  db.query(
    `select s.id, s.title, s.color, s.is_active as "isActive", s.is_awaiting_reply as "isAwaiting",
       coalesce(n.tickets, 0) as tickets
     from statuses s left join (
       select status_id, sum(tickets) as tickets from ticket_tallies
       where $1::int[] is null or department_id = any($1::int[]) group by status_id
     ) n on n.status_id = s.id
     order by s.sort_order, s.id`,
    [departmentIds],
  );

/** How many tickets that are not closed somebody has been assigned, in some departments or in all. */
export async function countAssigned(db: Db, staffId: number, departmentIds: number[] | null): Promise<number> {
  const [row] = await db.query<{ total: number }>(
    `select count(*) as total from tickets
     where assignee_id = $1 and status_id = any(array(select id from statuses where not is_closed))
       and merged_into_id is null and deleted_at is null and ($2::int[] is null or department_id = any($2::int[]))`,
    [staffId, departmentIds],
  );
  return row?.total ?? 0;
}

/**
 * Makes one row of all the rows that say something of the same tickets. Whoever reads meanwhile sees either; where
 * somebody else is at it, this leaves it to them.
 *
 * @returns whether there was anything to do.
 */
export async function settleTallies(db: Pick<Db, 'query'>): Promise<boolean> {
  const [lock] = await db.query<{ ours: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('tallies of tickets', 0)) as ours`,
  );
  if (!lock?.ours) return false;
  const [settled] = await db.query<{ rows: number }>(
    `with gone as (
       delete from ticket_tallies t
       where (t.week, t.department_id, t.status_id) in (
         select u.week, u.department_id, u.status_id from ticket_tallies u where not u.settled)
       returning *),
     settled as (
       insert into ticket_tallies (week, department_id, status_id, tickets, settled)
       select week, department_id, status_id, sum(tickets), true from gone
       group by week, department_id, status_id having sum(tickets) <> 0)
     select count(*) as rows from gone`,
  );
  return (settled?.rows ?? 0) > 0;
}
