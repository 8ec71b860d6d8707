import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';
import { resume } from './claims';
import { type DeliveryState, OF_DEPARTMENTS } from './list';

/** Few enough to be deleted in a moment. */
export const PURGED_AT_ONCE = 5_000;

/** Which deliveries to delete; undefined members exclude none. */
interface Purge {
  states?: DeliveryState[] | undefined;
  listener?: string | undefined;
  /** Only those about tickets that are in these departments; null for all. */
  departmentIds?: number[] | null;
  /** Only what is older. Old ones are only looked for among the oldest, so that it costs little to find none. */
  before?: Date | undefined;
}

/**
 * Deletes a batch of deliveries, except those that are being made right now. What waited for one of them goes on.
 *
 * @returns how many; 0 once none is left
 */
export async function purgeSome(
  db: Db,
  { states, listener, before, departmentIds = null }: Purge,
  now: Date,
): Promise<number> {
  const found = await db.query<{ id: number; listener: string }>(
    `select id, listener from ${before === undefined ? 'deliveries' : OLDEST} d
     where claimed_by is null and ($1::text[] is null or state = any($1)) and ($2::text is null or listener = $2)
       and ($3::timestamptz is null or created_at < $3)
       and ($4::int[] is null or ${OF_DEPARTMENTS.replace('?', '$4')})
     limit ${PURGED_AT_ONCE}`,
    [states ?? null, listener ?? null, before ?? null, departmentIds],
  );
  if (found.length === 0) return 0;
  // In one order, so that two transactions don't wait for each other.
  const listeners = Array.from(new Set(found.map((row) => row.listener))).sort();
  for (const name of listeners) await lockUntilCommit(db, `deliveries to ${name}`);
  const gone = await db.query<{ listener: string; ticketId: number | null; isPending: boolean }>(
    `delete from deliveries where id = any($1::bigint[]) and claimed_by is null
     returning listener, ticket_id as "ticketId", state in ('waiting', 'retrying') as "isPending"`,
    [found.map(({ id }) => id)],
  );
  for (const name of listeners) {
    const tickets = gone.flatMap((row) =>
      row.listener === name && row.isPending && row.ticketId !== null ? [row.ticketId] : [],
    );
    if (tickets.length > 0) resume(db, name, tickets, now);
  }
  return gone.length;
}

const OLDEST = `(select * from deliveries order by id limit ${PURGED_AT_ONCE})`;

/**
 * Has a delivery made again, with all its attempts, as if it were new.
 *
 * @returns false if it is being made right now, or does not exist
 */
export async function retryDelivery(db: Db, { id, listener }: { id: number; listener: string }, now: Date) {
  await lockUntilCommit(db, `deliveries to ${listener}`);
  const retried = await db.query(
    `update deliveries set state = 'waiting', attempts = 0, due_at = $2, finished_at = null
     where id = $1 and claimed_by is null returning 1`,
    [id, now],
  );
  return retried.length > 0;
}
