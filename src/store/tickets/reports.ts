import type { Db } from '../../database/pool';
import { nameOf } from '../people/people';
import { CLOSED, CLOSED_SPANS, type Grouping, LIVING } from './report-sql';

/** Whole days in a time zone. */
export interface Days {
  /** Each day, as `2026-11-29`. */
  days: string[];
  /** When each day begins, and when the last one ends: moments in ISO 8601. */
  bounds: string[];
}

/** Which days to find. */
interface DayRange {
  /** Any moment of the first day; 30 days are found without it. */
  from: Date | undefined;
  /** Any moment of the last day. */
  to: Date;
  /** Later days are left out, as nothing has happened on them. */
  until: Date;
  timeZone: string;
  limit: number;
}

/**
 * Finds out when days begin in a time zone. Where the clock skips midnight, a day begins with its first moment; where
 * midnight comes twice, with the first.
 */
export async function findDays(db: Db, { from, to, until, timeZone, limit }: DayRange): Promise<Days> {
  const rows = await db.query<{ day: string; start: string; end: string }>(
    `with given as (
       select ($2::timestamptz at time zone $4)::date as last, ($3::timestamptz at time zone $4)::date as today),
     days as (
       select day::date as day
       from given, generate_series(coalesce(($1::timestamptz at time zone $4)::date, last - 29)::timestamp,
         least(last, today)::timestamp, interval '1 day') as day
       order by day limit $6),
     edges as (
       select day, edge, edge::timestamp at time zone $4 as midnight
       from days cross join lateral (values (day), (day + 1)) as e (edge)),
     starts as (
       select day, case when ((midnight - interval '1 hour') at time zone $4)::date = edge
         then midnight - interval '1 hour' else midnight end as start
       from edges)
     select to_char(day, 'YYYY-MM-DD') as day, to_char(min(start) at time zone 'UTC', $5) as start,
       to_char(max(start) at time zone 'UTC', $5) as "end"
     from starts group by day order by day`,
    [from ?? null, to, until, timeZone, 'YYYY-MM-DD"T"HH24:MI:SS"Z"', limit],
  );
  const last = rows.at(-1);
  return {
    days: rows.map(({ day }) => day),
    bounds: last === undefined ? [] : [...rows.map(({ start }) => start), last.end],
  };
}

/** How long something took, in seconds; null where nothing did. */
export interface Times {
  median: number | null;
  p90: number | null;
}

/** What happened in one group. */
export interface Counted {
  /** A day (0 is the first), a department, or a member of staff (0 is nobody); null for all groups together. */
  key: number | null;
  count: number;
}

export type Replied = Counted & Times & { first: number };

export type Closed = Counted & Times;

/** Which tickets to count. */
export interface ReportScope {
  by: Grouping;
  bounds: string[];
  /** Null for all. */
  departmentIds: number[] | null;
}

/** Lets the statements of this transaction sort a year's tickets in memory, which takes half as long as on disk. */
export async function allowSortMemory(db: Db): Promise<void> {
  await db.query(`set local work_mem = '64MB'`);
}

/** SQL for the median and the 90th percentile of seconds. */
const times = (seconds: string): string =>
  `percentile_disc(array[0.5, 0.9]) within group (order by ${seconds}) as times`;

/** A kind of thing that happened: SQL for the rows, when it was, and what to say of each group. */
interface Happening {
  /** With the columns that the groups need. */
  rows: (from: string, to: string) => string;
  keys: Record<Exclude<Grouping, 'day'>, string>;
  says: string;
}

/**
 * Counts what happened in each group, and what happened in all. Days are counted one after the other, each as a range of
 * an index: finding out the day of each row takes PostgreSQL ten times as long.
 */
function count<Row>(
  db: Db,
  { by, bounds, departmentIds }: ReportScope,
  { rows, keys, says }: Happening,
): Promise<Row[]> {
  const values = [bounds.slice(0, -1), bounds.slice(1), departmentIds];
  const [from, to] = ['($1::timestamptz[])[1]', '($2::timestamptz[])[cardinality($2::timestamptz[])]'];
  if (by !== 'day') {
    return db.queryOnce(
      `select key, ${says} from (select ${keys[by]} as key, given.* from (${rows(from, to)}) as given) as happened
       group by grouping sets ((key), ())`,
      values,
    );
  }
  return db.queryOnce(
    `select place - 1 as key, counted.*
     from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as days (begins, ends, place)
       cross join lateral (select ${says} from (${rows('days.begins', 'days.ends')}) as happened) as counted
     union all
     select null, counted.* from (select ${says} from (${rows(from, to)}) as happened) as counted`,
    values,
  );
}

const OF_DEPARTMENTS = '($3::int[] is null or department_id = any($3::int[]))';

const TICKET_KEYS = { department: 'department_id', person: 'coalesce(assignee_id, 0)' };

/** Counts the tickets that were opened in the time. */
export const countOpened = (db: Db, scope: ReportScope): Promise<Counted[]> =>
  count(db, scope, {
    rows: (from, to) =>
      `select department_id, assignee_id from tickets
       where created_at >= ${from} and created_at < ${to} and ${LIVING} and ${OF_DEPARTMENTS}`,
    keys: TICKET_KEYS,
    says: 'count(*) as count',
  });

/** Counts the replies of staff in the time, and how long the first reply to a ticket took. */
export const countReplies = async (db: Db, scope: ReportScope): Promise<Replied[]> =>
  withTimes(
    await count<Counted & Percentiles & { first: number }>(db, scope, {
      rows: (from, to) =>
        `select department_id, staff_id, waited from staff_replies
         where replied_at >= ${from} and replied_at < ${to} and ${OF_DEPARTMENTS}`,
      keys: { department: 'department_id', person: 'coalesce(staff_id, 0)' },
      says: `count(*) as count, count(waited) as first, ${times('waited')}`,
    }),
  );

/** Counts the tickets that were closed in the time, and how long each was open. */
export const countClosed = async (db: Db, scope: ReportScope): Promise<Closed[]> =>
  withTimes(
    await count<Counted & Percentiles>(db, scope, {
      rows: (from, to) =>
        `select department_id, assignee_id, date_part('epoch', ${CLOSED} - created_at) as seconds from tickets
         where span_of(created_at, ${CLOSED}) = any('{${CLOSED_SPANS.map((_, span) => span)}}'::int[])
           and ${CLOSED} >= ${from} and ${CLOSED} < ${to}
           and closed_at is not null and ${LIVING} and ${OF_DEPARTMENTS}`,
      keys: TICKET_KEYS,
      says: `count(*) as count, ${times('seconds')}`,
    }),
  );

interface Percentiles {
  times: (number | null)[] | null;
}

/** Reads the percentiles, of which there are none where nothing took any time. */
const withTimes = <Row extends Percentiles>(rows: Row[]): (Omit<Row, 'times'> & Times)[] =>
  rows.map(({ times, ...row }) => ({ ...row, median: whole(times?.[0]), p90: whole(times?.[1]) }));

const whole = (seconds: number | null | undefined): number | null =>
  typeof seconds === 'number' ? Math.floor(seconds) : null;

/**
 * Counts the tickets that were open just before a moment, by department and member of staff or altogether.
 *
 * @param openStatusIds the statuses of open tickets, without which PostgreSQL reads every ticket
 */
export const countBacklog = (
  db: Db,
  by: Exclude<Grouping, 'day'> | 'nothing',
  moment: string,
  departmentIds: number[] | null,
  openStatusIds: number[],
): Promise<Counted[]> =>
  db.queryOnce(
    `select ${by === 'nothing' ? 'null::int' : TICKET_KEYS[by]} as key, count(*) as count
     from (
       select department_id, assignee_id from tickets
       where status_id = any($4::int[]) and closed_at is null
         and created_at < $1 and ${LIVING} and ($2::int[] is null or department_id = any($2::int[]))
       union all
       select department_id, assignee_id
       from unnest($3::float8[]) with ordinality as spans (seconds, place) cross join lateral (
         select department_id, assignee_id from tickets
         where span_of(created_at, ${CLOSED}) = place - 1 and closed_at is not null
           and ${CLOSED} >= $1::timestamptz and created_at < $1
           and ${CLOSED} <= $1::timestamptz + make_interval(secs => spans.seconds)
           and ${LIVING} and ($2::int[] is null or department_id = any($2::int[]))) as closed_later) as open
     group by 1`,
    [moment, departmentIds, CLOSED_SPANS, openStatusIds],
  );

/** Lists those members of staff in the order of their names. */
export const listStaffNames = (db: Db, ids: number[]): Promise<{ id: number; name: string }[]> =>
  db.query(
    `select s.id, ${nameOf.staff('s')} as name from staff s where s.id = any($1::int[]) order by lower(${nameOf.staff('s')}), s.id`,
    [ids],
  );
