import type { Db } from '../../database/pool';

/** What has piled up, for the metrics. */
export interface Backlog {
  /** Bans in force. */
  bans: number;
  /** Events in the outbox. Beyond 10,000 the number may be too high by those of rolled-back calls. */
  events: number;
  /** When the oldest of them was recorded; null if there is none. */
  oldest: Date | null;
}

/** Measures the backlog with one statement, whose cost does not grow with the outbox. */
export async function readBacklog(db: Db, now: Date): Promise<Backlog> {
  const [backlog] = await db.query<Backlog>(
    `select (select count(*) from banned_ips where expires_at is null or expires_at > $1) as bans,
       case when few.count <= 10000 then few.count else (select max(id) - min(id) + 1 from outbox) end as events,
       (select created_at from outbox order by id limit 1) as oldest
     from (select count(*) from (select 1 from outbox limit 10001) first) few`,
    [now],
  );
  return backlog ?? { bans: 0, events: 0, oldest: null };
}
