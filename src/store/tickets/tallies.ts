import type { Db } from '../../database/pool';
import { tryLockUntilCommit } from '../locks';

/** The tickets of some departments and statuses, neither merged nor deleted. Null means all. */
export interface TallyGroup {
  departmentIds: number[] | null;
  statusIds: number[] | null;
}

/** SQL for the tallies of a group with the departments `$1` and the statuses `$2`. */
export const OF_GROUP = `($1::int[] is null or department_id = any($1::int[])) and ($2::int[] is null or status_id = any($2::int[]))`;

/** Counts the tickets of a group. */
export async function countGroup(db: Db, { departmentIds, statusIds }: TallyGroup): Promise<number> {
  const [row] = await db.query<{ total: number }>(
    `select coalesce(sum(tickets), 0) as total from ticket_tallies where ${OF_GROUP}`,
    [departmentIds, statusIds],
  );
  return row?.total ?? 0;
}

export interface StatusTally {
  id: number;
  title: string;
  color: string;
  isActive: boolean;
  isAwaiting: boolean;
  tickets: number;
}

/** Lists the statuses in their order, with the number of their living tickets in some departments (null for all). */
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

/** Counts the living tickets that are assigned to somebody and not closed, in some departments (null for all). */
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
 * Merges the tally rows of the same week, department and status into one. Readers see the rows either before or after.
 * If another process is already settling, this does nothing.
 *
 * @returns whether there was anything to do.
 */
export async function settleTallies(db: Pick<Db, 'query'>): Promise<boolean> {
  if (!(await tryLockUntilCommit(db, 'tallies of tickets'))) return false;
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

/** How many living tickets of a department are active, and how many await a reply. */
export interface DepartmentTally {
  id: number;
  name: string;
  active: number;
  awaiting: number;
}

/** Lists the tallies of some departments (null for all), in the order of the departments. */
export const listDepartmentTallies = (db: Db, departmentIds: number[] | null): Promise<DepartmentTally[]> =>
  db.query(
    `select d.id, d.name, coalesce(n.awaiting, 0) as awaiting, coalesce(n.active, 0) as active
     from departments d left join (
       select y.department_id, sum(y.tickets) filter (where s.is_awaiting_reply) as awaiting,
         sum(y.tickets) filter (where s.is_active) as active
       from ticket_tallies y join statuses s on s.id = y.status_id
       where s.is_active or s.is_awaiting_reply
       group by y.department_id
     ) n on n.department_id = d.id
     where $1::int[] is null or d.id = any($1)
     order by d.sort_order, d.id`,
    [departmentIds],
  );
