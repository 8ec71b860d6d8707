import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';
import { inserted } from '../rows';
import { cameFrom } from './events';

/** Which events to deliver, to whom. */
interface Range {
  listener: string;
  from: number;
  to: number;
  /** Empty for all. */
  events: string[];
  departmentIds: number[];
}

/** The numbers of the first and the last event of a time; null if there is none. */
export async function findRange(
  db: Db,
  from: Date | undefined,
  to: Date | undefined,
): Promise<{ first: number | null; last: number | null }> {
  const [row] = await db.query<{ first: number | null; last: number | null }>(
    `select min(sequence) as first, max(sequence) as last from events
     where ($1::timestamptz is null or created_at >= $1) and ($2::timestamptz is null or created_at <= $2)`,
    [from ?? null, to ?? null],
  );
  return row ?? { first: null, last: null };
}

/**
 * Delivers the events of a range to a listener, also those that it was told already or never. Those that are being
 * delivered right now are left as they are.
 *
 * @returns how many
 */
export async function redeliver(
  db: Db,
  { listener, from, to, events, departmentIds }: Range,
  now: Date,
): Promise<number> {
  await lockUntilCommit(db, `deliveries to ${listener}`);
  const rows = await db.query(
    `insert into deliveries (listener, sequence, outbox_id, event, ticket_id, due_at, created_at)
     select $1, e.sequence, e.outbox_id, e.event, e.ticket_id, $6, e.created_at
     from events e left join outbox o on o.id = e.outbox_id
     where e.sequence between $2 and $3 and (cardinality($4::text[]) = 0 or e.event = any($4))
       and (cardinality($5::int[]) = 0 or e.department_id = any($5) or ${cameFrom('o.payload', '$5')})
     order by sequence
     on conflict (listener, sequence) do update
     set state = 'waiting', attempts = 0, due_at = excluded.due_at, finished_at = null
     where deliveries.claimed_by is null
     returning 1`,
    [listener, from, to, events, departmentIds, now],
  );
  return rows.length;
}

/** Makes a delivery that tells no event. @returns its id */
export async function insertTestDelivery(db: Db, listener: string, now: Date): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into deliveries (listener, event, due_at, created_at) values ($1, 'WebhookTest', $2, $2) returning id`,
    [listener, now],
  );
  return inserted(rows).id;
}
