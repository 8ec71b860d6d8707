import type { Db } from '../../database/pool';

/**
 * Counts to-do items that are due today or overdue, and services whose requested cancellation is still open.
 *
 * @param timeZone decides when today ends.
 */
export async function countWaiting(
  db: Db,
  now: Date,
  timeZone: string,
): Promise<{ todoItems: number; cancellations: number }> {
  const [row] = await db.query<{ todoItems: number; cancellations: number }>(
    `select
       (select count(*) from todo_items where status not in ('Completed', 'Postponed')
          and due_at < (($1::timestamptz at time zone $2)::date + 1)::timestamp at time zone $2) as "todoItems",
       (select count(*) from cancel_requests r
        where (select status from services where id = r.service_id) not in ('Cancelled', 'Terminated')) as cancellations`,
    [now, timeZone],
  );
  return row ?? { todoItems: 0, cancellations: 0 };
}

interface DaysOfTickets {
  /** A moment in the last of the days. */
  now: Date;
  days: number;
  /** Decides when days begin. */
  timeZone: string;
  /** Counts only tickets of these departments; null for all. */
  departmentIds: number[] | null;
}

/** Counts the living tickets that were opened on each of the last days, newest day first. */
export const countNewTickets = (
  db: Db,
  { now, days, timeZone, departmentIds }: DaysOfTickets,
): Promise<{ day: string; tickets: number }[]> =>
  db.query(
    // A range of the index for each day: converting the time of each ticket takes four times as long.
    `select to_char(day, 'YYYY-MM-DD') as day, (
       select count(*) from tickets
       where created_at >= day::timestamp at time zone $2 and created_at < (day + 1)::timestamp at time zone $2
         and merged_into_id is null and deleted_at is null and ($4::int[] is null or department_id = any($4::int[]))
     ) as tickets
     from generate_series(0, $3::int - 1) as ago, lateral (select ($1::timestamptz at time zone $2)::date - ago as day) as days
     order by ago`,
    [now, timeZone, days, departmentIds],
  );
