import type { Db } from '../../database/pool';

interface DeliveryState {
  /** When the oldest event was recorded that is not numbered yet; null if all are. */
  oldestEvent: Date | null;
  /** A listener that has deliveries which were due before the time; null if there is none. Disabled ones may wait. */
  late: string | null;
  /** Processes that deliver. */
  workers: number;
}

/** Reads whether events are handed on, for the operator. */
export async function readDeliveryState(db: Db, { dueBefore }: { dueBefore: Date }): Promise<DeliveryState> {
  const [state] = await db.query<DeliveryState>(
    `select
       (select o.created_at from outbox o, event_cursor c
        where o.id > c.floor and not pg_visible_in_snapshot(o.xid, c.seen) order by o.id limit 1) as "oldestEvent",
       (select listener from deliveries
        where state in ('waiting', 'retrying') and claimed_by is null and due_at < $1
          and listener not in (select 'webhook ' || id from webhooks where not enabled) limit 1) as late,
       (select count(*) from delivery_workers where seen_at > clock_timestamp() - interval '10 seconds') as workers`,
    [dueBefore],
  );
  return state ?? { oldestEvent: null, late: null, workers: 0 };
}
