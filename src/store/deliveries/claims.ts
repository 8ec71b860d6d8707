import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';
import { stillWaiting } from '../queues';

/** A delivery that this process has to make. */
export interface ClaimedDelivery {
  id: number;
  event: string;
  sequence: number | null;
  eventId: number | null;
  payload: Record<string, unknown> | null;
  ticketId: number | null;
  recordedAt: Date;
  attempt: number;
  request: string | null;
}

/** What has become of a claimed delivery. */
export interface Settled {
  id: number;
  ticketId: number | null;
  state: 'delivered' | 'dead' | 'retrying' | 'released';
  /** When the next attempt is due. */
  dueAt?: Date | undefined;
  /** For the attempt's log. */
  entry?: Record<string, unknown> | undefined;
  request?: string | undefined;
}

const PENDING = `state in ('waiting', 'retrying')`;

/**
 * The same, in the words of the index by ticket. The index of what is due has no such word, so that PostgreSQL cannot take
 * the one for the other: without fresh statistics, both look as good.
 */
export const UNFINISHED = `finished_at is null and ${PENDING}`;

const pendingOf = (ids: string): string => stillWaiting('d.id', ids, `d.${PENDING}`);

/** How many deliveries are looked at for each that can be claimed: those behind another of their ticket don't count. */
const LOOK_AHEAD = 4;
const LEAST_LOOKED_AT = 50;

export const lookedAt = (most: number): number => Math.max(LEAST_LOOKED_AT, most * LOOK_AHEAD);

export interface Claim {
  listener: string;
  /** The process. */
  worker: string;
  /**
   * Set if the last answer was lost: the ids of what this process is delivering. It gives back whatever else it has
   * claimed.
   */
  known: number[] | undefined;
  /** The most deliveries that this process can take now, and all processes at one time. */
  most: number;
  concurrency: number;
  now: Date;
}

/**
 * Writes what has become of deliveries, and claims others of the same listener. Whoever does so for one listener waits for
 * the others. So a delivery that is set aside behind an earlier one of its ticket cannot be forgotten: the earlier one
 * cannot end meanwhile.
 *
 * @returns the claimed ones in the order of their events; `isRest` says whether there may be more that could be claimed
 */
export async function settleAndClaim(
  db: Db,
  settled: Settled[],
  claim: Claim,
): Promise<{ claimed: ClaimedDelivery[]; isRest: boolean }> {
  const locked = lockUntilCommit(db, `deliveries to ${claim.listener}`);
  if (settled.length > 0) settle(db, settled, claim);
  if (claim.known !== undefined) giveBackOthers(db, claim.known, claim);
  const claiming = claim.most > 0 ? claimSome(db, claim) : { claimed: [], isRest: false };
  const [result] = await Promise.all([claiming, locked]);
  return result;
}

function giveBackOthers(db: Db, known: number[], { listener, worker }: Claim): void {
  db.send(
    `update deliveries set claimed_by = null, attempts = attempts - 1
     where listener = $1 and claimed_by = $2::uuid and id <> all($3::bigint[])`,
    [listener, worker, known],
  );
}

/**
 * Writes what has become of deliveries. It does not wait: the commit does.
 *
 * @param worker the process that has claimed them; null if they were not claimed
 */
export function settle(
  db: Db,
  settled: Settled[],
  { listener, worker, now }: Pick<Claim, 'listener' | 'now'> & { worker: string | null },
): void {
  const rows = settled.map(({ id, state, dueAt, entry, request }) => ({
    ...{ id, state, due_at: dueAt ?? null, entry: entry ?? null, request: request ?? null },
  }));
  // A delivery that another process claimed meanwhile is settled by that one, unless it is known to be delivered.
  db.send(
    `update deliveries d set
       state = case when r.state = 'released' then case when d.attempts > 1 then 'retrying' else 'waiting' end
         else r.state end,
       attempts = d.attempts - (r.state = 'released')::int + ($2::uuid is null)::int,
       due_at = coalesce(r.due_at, d.due_at),
       claimed_by = null,
       log = case when r.entry is null then d.log else d.log || r.entry end,
       request = coalesce(r.request, d.request),
       finished_at = case when r.state in ('delivered', 'dead') then $3::timestamptz end
     from json_to_recordset($1) as r (id bigint, state text, due_at timestamptz, entry jsonb, request text)
     where ${pendingOf('select id from json_to_recordset($1) as i (id bigint)')} and d.id = r.id
       and (d.claimed_by is not distinct from $2::uuid or r.state = 'delivered')`,
    [JSON.stringify(rows), worker, now],
  );
  const tickets = settled.flatMap(({ ticketId, state }) =>
    ticketId !== null && (state === 'delivered' || state === 'dead') ? [ticketId] : [],
  );
  if (tickets.length > 0) resume(db, listener, tickets, now);
}

/**
 * Lets the next delivery of each ticket be claimed. It does not wait: the commit does. The transaction must have the
 * listener's lock.
 */
export function resume(db: Db, listener: string, tickets: number[], now: Date): void {
  db.send(
    `update deliveries d set due_at = $3 where due_at = 'infinity' and ${pendingOf(
      `select next.id from json_array_elements_text($2) as ended (ticket_id), lateral (
         select id from deliveries
         where listener = $1 and ticket_id = ended.ticket_id::int and ${UNFINISHED}
         order by sequence limit 1) as next`,
    )}`,
    // Not an array: for one, PostgreSQL plans the statement anew each time.
    [listener, JSON.stringify(tickets), now],
  );
}

/**
 * The deliveries to the listener `$1` that are due at `$2`, at most `$3`. They are `judged` by whether they are behind an
 * earlier one of their ticket.
 */
export const JUDGED = `due as (
       select id, ticket_id, sequence from deliveries
       where listener = $1 and due_at <= $2 and ${PENDING} and claimed_by is null
       order by due_at, sequence limit $3),
     judged as materialized (
       select id, sequence, exists (
         select from deliveries earlier
         where earlier.listener = $1 and earlier.ticket_id = due.ticket_id and earlier.sequence < due.sequence
           and ${UNFINISHED}) as is_behind
       from due),
     set_aside as (update deliveries set due_at = 'infinity' where id in (select id from judged where is_behind))`;

async function claimSome(db: Db, { listener, worker, most, concurrency, now }: Claim) {
  const looked = lookedAt(most);
  const rows = await db.query<ClaimedDelivery & { looked: number; free: number; id: number | null }>(
    `with running as (select count(*) as count from deliveries where listener = $1 and claimed_by is not null),
     ${JUDGED},
     claimed as (
       update deliveries set claimed_by = $4::uuid, attempts = attempts + 1
       where id in (
         select id from judged where not is_behind order by sequence
         limit greatest(0, least($5, $6 - (select count from running))))
       returning id, event, sequence, outbox_id, ticket_id, created_at, attempts, request)
     select (select count(*) from judged) as looked, $6 - (select count from running) as free,
       c.id, c.event, c.sequence, c.outbox_id as "eventId", o.payload, c.ticket_id as "ticketId",
       c.created_at as "recordedAt", c.attempts as attempt, c.request
     from (select 1) one left join claimed c on true left join outbox o on o.id = c.outbox_id
     order by c.sequence`,
    [listener, now, looked, worker, most, concurrency],
  );
  const claimed = rows.flatMap(({ looked: _looked, free: _free, ...row }) => (row.id === null ? [] : [row]));
  const [first] = rows;
  const isRest = first !== undefined && first.looked === looked && claimed.length < Math.min(most, first.free);
  return { claimed, isRest };
}

/** Which of these listeners have deliveries that are due. */
export async function findDue(db: Db, listeners: string[], now: Date): Promise<string[]> {
  const rows = await db.query<{ listener: string }>(
    // Not "exists": that becomes a join, for which all that are due may be read.
    `select known.listener from unnest($1::text[]) as known (listener), lateral (
       select from deliveries d
       where d.listener = known.listener and d.due_at <= $2 and d.${PENDING} and d.claimed_by is null limit 1) as due`,
    [listeners, now],
  );
  return rows.map(({ listener }) => listener);
}

/** No pause between two attempts is as long, and no receiver can ask for one. */
const TOO_FAR = `interval '2 days'`;

/**
 * Makes deliveries due that no pause explains: the clock was ahead when they were written. It does not wait: the commit
 * does. What is set aside behind an earlier one of its ticket stays so.
 */
export const makeDueAfterClockError = (db: Db, listeners: string[], now: Date): void =>
  db.send(
    `update deliveries set due_at = $2
     where listener = any($1::text[]) and ${PENDING} and claimed_by is null
       and due_at > $2::timestamptz + ${TOO_FAR} and due_at < 'infinity'`,
    [listeners, now],
  );

/** After this time without a sign of life, a process counts as ended. */
const SILENCE = `interval '10 seconds'`;

/** Deliveries to a webhook that was deleted: nobody has that name any more. */
const IS_FORGOTTEN = `listener like 'webhook %' and not exists (select from webhooks w where 'webhook ' || w.id = listener)`;

/** Claimed by another process than `$2` that gives no sign of life. */
const IS_LEFT = `claimed_by is not null and claimed_by <> $2::uuid and not exists (
  select from delivery_workers w where w.id = claimed_by and w.seen_at > clock_timestamp() - ${SILENCE})`;

/**
 * How many that ended processes have left are looked for at a time, in the order of the index of what is claimed. Without
 * both, PostgreSQL reads the whole table as long as it has no statistics.
 */
const MOST_LEFT = 1000;

/**
 * Gives a sign of life, and lets others claim what was claimed by processes that give none. What nobody can claim any
 * more is given up.
 *
 * @param at the time for the log of such an attempt, of which nobody knows whether it was delivered
 */
export function giveSignOfLife(db: Db, worker: string, at: Date): void {
  db.send(
    `insert into delivery_workers (id, seen_at) values ($1, clock_timestamp())
     on conflict (id) do update set seen_at = excluded.seen_at`,
    [worker],
  );
  db.send(
    `update deliveries set claimed_by = null, log = log || $1::jsonb,
       state = case when ${IS_FORGOTTEN} then 'dead' else 'retrying' end,
       finished_at = case when ${IS_FORGOTTEN} then $3::timestamptz end
     where ${IS_LEFT} and id = any(array(
       select id from deliveries where ${IS_LEFT} order by listener limit ${MOST_LEFT}))`,
    [JSON.stringify([{ at, outcome: 'unknown', text: 'the process that delivered it ended' }]), worker, at],
  );
  db.send(`delete from delivery_workers where seen_at < clock_timestamp() - interval '1 hour'`);
}

/** Says that a process delivers no more. What it had claimed must be settled. */
export const sayGoodbye = (db: Db, worker: string): void =>
  db.send('delete from delivery_workers where id = $1', [worker]);
