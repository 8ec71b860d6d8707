import type { Db } from '../../database/pool';
import { lockUntilCommit, tryLockUntilCommit } from '../locks';
import { type Claim, type ClaimedDelivery, JUDGED, lookedAt, type Settled, settle } from './claims';

/**
 * Finds deliveries that are due, for a transaction that makes them itself, and ends with {@link settleWritten}. Nobody
 * else can claim them meanwhile.
 *
 * @returns undefined if another transaction is doing so; `isRest` says whether there may be more
 */
export async function findToWrite(
  db: Db,
  { listener, most, now }: Pick<Claim, 'listener' | 'most' | 'now'>,
): Promise<{ found: ClaimedDelivery[]; isRest: boolean } | undefined> {
  if (!(await tryLockUntilCommit(db, `deliveries to ${listener}`))) return undefined;
  const looked = lookedAt(most);
  const rows = await db.query<ClaimedDelivery & { looked: number; id: number | null }>(
    `with ${JUDGED},
     first as (select id from judged where not is_behind order by sequence limit $4)
     select (select count(*) from judged) as looked, d.id, d.event, d.sequence, d.outbox_id as "eventId", o.payload,
       d.ticket_id as "ticketId", d.created_at as "recordedAt", d.attempts + 1 as attempt, d.request
     from (select 1) one
       left join (first join deliveries d on d.id = first.id left join outbox o on o.id = d.outbox_id) on true
     order by d.sequence`,
    [listener, now, looked, most],
  );
  const found = rows.flatMap(({ looked: _looked, ...row }) => (row.id === null ? [] : [row]));
  return { found, isRest: found.length === most || rows[0]?.looked === looked };
}

/** Writes what has become of deliveries that {@link findToWrite} found, in its transaction. */
export const settleWritten = (db: Db, settled: Settled[], listener: string, now: Date): void =>
  settle(db, settled, { listener, worker: null, now });

/** Writes what has become of deliveries that nobody has claimed. The commit waits for it. */
export async function settleUnclaimed(db: Db, settled: Settled[], listener: string, now: Date): Promise<void> {
  await lockUntilCommit(db, `deliveries to ${listener}`);
  settleWritten(db, settled, listener, now);
}
