import type { Db } from '../../database/pool';
import { UNFINISHED } from '../deliveries/claims';

/** What has piled up, for the metrics. */
export interface Backlog {
  /** Bans in force: those of addresses, and those of callers over the rate limit of the HelpDeskEddy API. */
  bans: number;
  /** Events in the outbox. Beyond 10,000 the number may be too high by those of rolled-back calls. */
  events: number;
  /** When the oldest of them was recorded; null if there is none. */
  oldest: Date | null;
  /** What is not delivered yet, by listener. What waits for a disabled webhook is left out: nobody wants it now. */
  deliveries: PendingDeliveries[];
  mailboxes: FetchedMailboxes;
  /** What is not sent yet. */
  mails: { waiting: PendingMails; deferred: PendingMails };
}

/** The mailboxes that are enabled. */
interface FetchedMailboxes {
  enabled: number;
  failing: number;
  /** When the one that has been silent longest was looked into; null if there is none. */
  silentSince: Date | null;
}

interface PendingMails {
  /** At most 10,001: more are not counted. */
  pending: number;
  /** When the oldest of those that were counted was written; null if there is none. */
  oldest: Date | null;
}

interface PendingDeliveries {
  listener: string;
  /** At most 10,001: more are not counted. */
  pending: number;
  /** When the oldest of those that were counted was recorded. */
  oldest: Date;
}

/** Goes from one listener to the next in the index of what is pending, so that it reads one row of each. */
const PENDING = `
  with recursive known as (
    (select listener from deliveries where ${UNFINISHED} order by listener limit 1)
    union all
    select (select d.listener from deliveries d
      where ${UNFINISHED} and d.listener > known.listener order by d.listener limit 1)
    from known where known.listener is not null)
  select known.listener, counted.pending, counted.oldest from known, lateral (
    select count(*) as pending, min(created_at) as oldest from (
      select created_at from deliveries d
      where d.listener = known.listener and ${UNFINISHED} limit 10001) first) counted
  where known.listener is not null
    and known.listener not in (select 'webhook ' || id from webhooks where not enabled)`;

/** Both states have one index, which is in the order in which mails are due. */
const MAILS = `
  select count(*) filter (where status = 'waiting') as waiting, count(*) filter (where status = 'deferred') as deferred,
    min(created_at) filter (where status = 'waiting') as "oldestWaiting",
    min(created_at) filter (where status = 'deferred') as "oldestDeferred"
  from (select status, created_at from emails where status in ('waiting', 'deferred') order by due_at, id limit 10001) due`;

interface MailCounts {
  waiting: number;
  deferred: number;
  oldestWaiting: Date | null;
  oldestDeferred: Date | null;
}

/** Measures the backlog. Its cost does not grow with the outbox. */
export async function readBacklog(db: Db, now: Date): Promise<Backlog> {
  const deliveries = db.query<PendingDeliveries>(PENDING);
  const counts = db.query<Omit<Backlog, 'deliveries' | 'mailboxes' | 'mails'>>(
    `select (select count(*) from banned_ips where expires_at is null or expires_at > $1)
         + (select count(*) from call_counts where starts_with(key, 'ban ') and expires_at > $1) as bans,
       case when few.count <= 10000 then few.count else (select max(id) - min(id) + 1 from outbox) end as events,
       (select created_at from outbox order by id limit 1) as oldest
     from (select count(*) from (select 1 from outbox limit 10001) first) few`,
    [now],
  );
  const boxes = db.query<FetchedMailboxes>(
    `select count(*) as enabled, count(failing_since) as failing,
       min(coalesce(last_success_at, created_at)) as "silentSince"
     from mailboxes where enabled`,
  );
  const unsent = db.query<MailCounts>(MAILS);
  const [pending, [backlog], [mailboxes], [mails]] = await Promise.all([deliveries, counts, boxes, unsent]);
  return {
    ...(backlog ?? { bans: 0, events: 0, oldest: null }),
    deliveries: pending,
    mailboxes: mailboxes ?? { enabled: 0, failing: 0, silentSince: null },
    mails: {
      waiting: { pending: mails?.waiting ?? 0, oldest: mails?.oldestWaiting ?? null },
      deferred: { pending: mails?.deferred ?? 0, oldest: mails?.oldestDeferred ?? null },
    },
  };
}
