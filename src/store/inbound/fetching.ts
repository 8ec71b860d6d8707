import type { Db } from '../../database/pool';

/** A mailbox that this process fetches from. */
interface LeasedMailbox {
  id: number;
  /** Changes with every change of its settings. */
  version: Date;
}

/** After this time without a sign of life, others fetch. */
const LEASE = `interval '15 seconds'`;

/**
 * Takes the enabled mailboxes that nobody fetches from, and says that this process still fetches from those it has. Only
 * one process has a mailbox at a time; one that is killed loses it after some seconds.
 */
export const leaseMailboxes = (db: Db, worker: string): Promise<LeasedMailbox[]> =>
  db.query(
    `update mailboxes set leased_by = $1::uuid, leased_until = clock_timestamp() + ${LEASE}
     where enabled and id = any(array(
       select id from mailboxes
       where enabled and (leased_by = $1::uuid or leased_until is null or leased_until < clock_timestamp())
       order by id for update skip locked))
     returning id, updated_at as version`,
    [worker],
  );

/** Lets others fetch from a mailbox at once. It does not wait: the commit does. */
export const giveBackMailboxes = (db: Db, worker: string): void =>
  db.send('update mailboxes set leased_by = null, leased_until = null where leased_by = $1::uuid', [worker]);

/** How far a folder is taken. */
export interface Progress {
  /** Identifies the folder: its numbers mean something only as long as this stays. Null before the first look. */
  uidValidity: string | null;
  lastUid: number;
  /** Those that could not be taken so far. */
  pending: number[];
  lastSuccessAt: Date | null;
}

/** Reads how far a folder is taken. */
export async function findProgress(db: Db, id: number): Promise<Progress | undefined> {
  const [row] = await db.query<Progress>(
    `select uid_validity::text as "uidValidity", last_uid::float8 as "lastUid",
       (select coalesce(json_agg(uid), '[]') from unnest(pending_uids) uid) as pending,
       last_success_at as "lastSuccessAt"
     from mailboxes where id = $1`,
    [id],
  );
  return row;
}

/** Notes how far a folder is taken, and that its mailbox works. */
export const noteProgress = (
  db: Db,
  id: number,
  { uidValidity, lastUid, pending }: Omit<Progress, 'lastSuccessAt'>,
  now: Date,
): void =>
  db.send(
    `update mailboxes set uid_validity = $2::bigint, last_uid = $3::bigint, pending_uids = $4::bigint[],
       last_success_at = $5, last_error = '', failing_since = null
     where id = $1`,
    [id, uidValidity, lastUid, pending, now],
  );

/** Notes what keeps mail from being fetched. */
export const noteFetchingFailed = (db: Db, id: number, error: string, now: Date): void =>
  db.send('update mailboxes set last_error = $2, failing_since = coalesce(failing_since, $3) where id = $1', [
    id,
    error,
    now,
  ]);
