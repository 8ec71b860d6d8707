import type { Db } from '../../database/pool';

/** What one process has to say about a key. */
export interface CountChange {
  key: string;
  /** How much it counted since it last said so; 0 if it only asks. */
  added: number;
  /** When the count ends. */
  until: Date;
}

/** What all processes together counted. */
export interface TotalCount {
  key: string;
  count: number;
  until: Date;
}

/**
 * Adds what a process counted, and deletes some counts that ended over a minute ago. Rows are locked in the order of
 * their keys, so that processes cannot wait for each other in a circle.
 *
 * @returns the totals of these keys; nothing for a key about which it only asked and nobody counted
 */
export function exchangeCounts(db: Db, changes: readonly CountChange[], now: Date): Promise<TotalCount[]> {
  return db.query(
    `with given as (
       select * from unnest($1::text[], $2::int[], $3::timestamptz[]) as sent (key, added, expires_at)),
     gone as (
       delete from call_counts where key = any(array(
         select key from call_counts
         where expires_at < $4::timestamptz - interval '1 minute' and key <> all($1::text[])
         order by expires_at limit 500 for update skip locked))),
     counted as (
       insert into call_counts as known (key, count, expires_at)
       select key, added, expires_at from given where added > 0 order by key
       on conflict (key) do update set
         count = excluded.count + case when known.expires_at > $4 then known.count else 0 end,
         expires_at = greatest(known.expires_at, excluded.expires_at)
       returning key, count, expires_at)
     select key, count, expires_at as until from counted
     union all
     select c.key, c.count, c.expires_at from call_counts c join given g on g.key = c.key
     where g.added = 0 and c.expires_at > $4`,
    [changes.map(({ key }) => key), changes.map(({ added }) => added), changes.map(({ until }) => until), now],
  );
}
