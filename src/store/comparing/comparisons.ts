import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';
import { jsonRows } from '../json-rows';

/** What became of comparing the calls of an action on a day. */
export interface ComparedCalls {
  /** In UTC, such as `2026-11-29`. */
  day: string;
  action: string;
  outcome: string;
  calls: number;
  fields: number;
  differing: number;
  /** Why it failed, in words; empty if it did not. */
  said: string;
  lastAt: Date;
}

/** A pair of values that differ. */
interface DifferenceExample {
  at: string;
  /** The call, by its ids: `ticketid=5`. */
  call: string;
  here: string;
  there: string;
}

/** A difference that the calls of an action had on a day. */
export interface CountedDifference {
  day: string;
  action: string;
  field: string;
  kind: string;
  times: number;
  calls: number;
  firstAt: Date;
  lastAt: Date;
  examples: DifferenceExample[];
}

/** How many examples are kept of a difference and a day. */
export const EXAMPLES_KEPT = 3;

/** A desk that answers nonsense must not fill the table. */
const MOST_DIFFERENCES = 500;

/**
 * Adds what a process has found. Rows are locked in the order of their keys, so that processes cannot wait for each other
 * in a circle.
 */
export function recordComparisons(
  db: Db,
  calls: readonly ComparedCalls[],
  differences: readonly CountedDifference[],
): void {
  if (calls.length > 0) {
    db.send(
      `insert into comparison_calls as known (day, action, outcome, calls, fields, differing, said, last_at)
       select day, action, outcome, calls, fields, differing, said, "lastAt"
       from json_to_recordset($1) as given (day date, action text, outcome text, calls bigint, fields bigint,
         differing bigint, said text, "lastAt" timestamptz)
       order by day, action, outcome
       on conflict (day, action, outcome) do update set calls = known.calls + excluded.calls,
         fields = known.fields + excluded.fields, differing = known.differing + excluded.differing,
         said = case when excluded.said = '' then known.said else excluded.said end,
         last_at = greatest(known.last_at, excluded.last_at)`,
      [jsonRows(calls.map((row) => ({ ...row })))],
    );
  }
  if (differences.length > 0) {
    db.send(
      `insert into comparison_differences as known (day, action, field, kind, times, calls, first_at, last_at, examples)
       select day, action, field, kind, times, calls, "firstAt", "lastAt", examples
       from json_to_recordset($1) as given (day date, action text, field text, kind text, times bigint, calls bigint,
         "firstAt" timestamptz, "lastAt" timestamptz, examples jsonb)
       where exists (select 1 from comparison_differences d where d.day = given.day and d.action = given.action
           and d.field = given.field and d.kind = given.kind)
         or (select count(*) from comparison_differences d where d.day = given.day and d.action = given.action) < $2
       order by day, action, field, kind
       on conflict (day, action, field, kind) do update set times = known.times + excluded.times,
         calls = known.calls + excluded.calls, first_at = least(known.first_at, excluded.first_at),
         last_at = greatest(known.last_at, excluded.last_at),
         examples = case when jsonb_array_length(known.examples) >= $3 then known.examples
           else jsonb_path_query_array(known.examples || excluded.examples, '$[0 to 2]') end`,
      [jsonRows(differences.map((row) => ({ ...row }))), MOST_DIFFERENCES, EXAMPLES_KEPT],
    );
  }
}

/** Which comparisons to read. */
interface ComparisonFilter {
  /** An action's name in any letter case; undefined for all. */
  action: string | undefined;
  /** The first day, such as `2026-11-29`; undefined for all. */
  since: string | undefined;
}

/** Outcomes of comparing, all days together. */
export type ComparedAction = Omit<ComparedCalls, 'day'> & { firstDay: string };

/** Sums up what became of the calls. */
export const listComparedActions = (db: Db, { action, since }: ComparisonFilter): Promise<ComparedAction[]> =>
  db.query<ComparedAction>(
    `select action, outcome, sum(calls)::bigint as calls, sum(fields)::bigint as fields,
       sum(differing)::bigint as differing, min(day)::text as "firstDay", max(last_at) as "lastAt",
       coalesce((array_agg(said order by last_at desc) filter (where said <> ''))[1], '') as said
     from comparison_calls
     where ($1::text is null or lower(action) = lower($1)) and ($2::date is null or day >= $2)
     group by action, outcome order by action, outcome`,
    [action ?? null, since ?? null],
  );

/** Sums up differences, all days together, with the newest examples. */
export const listDifferences = (
  db: Db,
  { action, since }: ComparisonFilter,
): Promise<Omit<CountedDifference, 'day'>[]> =>
  db.query<Omit<CountedDifference, 'day'>>(
    `select action, field, kind, sum(times)::bigint as times, sum(calls)::bigint as calls, min(first_at) as "firstAt",
       max(last_at) as "lastAt", (array_agg(examples order by day desc))[1] as examples
     from comparison_differences
     where ($1::text is null or lower(action) = lower($1)) and ($2::date is null or day >= $2)
     group by action, field, kind order by action, field, kind`,
    [action ?? null, since ?? null],
  );

/**
 * Forgets what was found.
 *
 * @param action its name in any letter case; undefined for all
 * @returns how many calls were compared, and how many differences there were
 */
export async function forgetComparisons(
  db: Db,
  action: string | undefined,
): Promise<{ calls: number; differences: number }> {
  const [row] = await db.query<{ calls: number; differences: number }>(
    `with calls as (
       delete from comparison_calls where $1::text is null or lower(action) = lower($1) returning calls),
     differences as (
       delete from comparison_differences where $1::text is null or lower(action) = lower($1) returning field)
     select (select coalesce(sum(calls), 0)::bigint from calls) as calls,
       (select count(*) from differences) as differences`,
    [action ?? null],
  );
  return row ?? { calls: 0, differences: 0 };
}

/** Deletes some of what was found over `days` days ago. With 0 days, keeps all of it. @returns how many rows */
export async function forgetOldComparisons(db: Db, now: Date, days: number): Promise<number> {
  if (days === 0) return 0;
  const where = `day < ($1::timestamptz at time zone 'UTC')::date - $2::int`;
  const calls = await deleteSome(db, 'comparison_calls', where, [now, days]);
  return calls + (await deleteSome(db, 'comparison_differences', where, [now, days]));
}
