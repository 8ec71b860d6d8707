import type { Db } from '../../database/pool';
import { writeConditions } from '../conditions';
import { CLIENT_EVENTS, type DeskEvent } from '../desk/outbox';
import { cameFrom } from './events';

/** An event for whoever asks for events. */
export interface FeedEvent {
  sequence: number;
  /** Its id in the outbox, which stays the same if a backup is restored. */
  outboxId: number;
  event: DeskEvent;
  ticketId: number | null;
  payload: Record<string, unknown>;
  createdAt: Date;
}

/** Which events. */
interface FeedFilter {
  /** Undefined for all. */
  events: string[] | undefined;
  ticketId: number | undefined;
  /** Another ticket whose events are wanted too: the one that it was merged into. */
  masterId: number | undefined;
  /** The department that the ticket was in when the event was numbered, or that it left by it. */
  departmentId: number | undefined;
  /** Only events of tickets that are in these departments now, or left them by the event; null for all events. */
  departmentIds: number[] | null;
  /** Only what this client may know, of its own tickets; null for everything. */
  clientId: number | null;
}

interface FeedRange {
  /** The number of the oldest event that is kept; one more than `last` if none is. */
  first: number;
  /** The number of the last event; 0 if there was none yet. */
  last: number;
}

/** The numbers of the events that are kept. */
export async function findFeedRange(db: Db): Promise<FeedRange> {
  const [row] = await db.query<FeedRange>(
    `select coalesce((select min(sequence) from events), sequence + 1) as first, sequence as last from event_cursor`,
  );
  if (row === undefined) throw new Error('the table event_cursor is empty');
  return row;
}

/**
 * The events that a search without a result reads at most. Someone who wants rare events must not make PostgreSQL read a
 * month of others at once.
 */
const MOST_READ = 50_000;

/**
 * Reads the events after a number, in order.
 *
 * @param range from {@link findFeedRange} in the same transaction
 * @returns `next`, behind which nothing was read, and whether there may be more
 */
export async function readFeed(
  db: Db,
  { first, last }: FeedRange,
  since: number,
  limit: number,
  { events, ticketId, masterId, departmentId, departmentIds, clientId }: FeedFilter,
): Promise<{ events: FeedEvent[]; next: number; isRest: boolean }> {
  // The events of a ticket are found by an index.
  const until = ticketId === undefined ? Math.min(last, Math.max(since, first - 1) + MOST_READ) : last;
  const values: unknown[] = [];
  const found = await db.queryOnce<FeedEvent>(
    `select e.sequence, e.outbox_id as "outboxId", e.event, e.ticket_id as "ticketId",
       coalesce(o.payload, '{}') as payload, e.created_at as "createdAt"
     from events e
       left join outbox o on o.id = e.outbox_id
       left join tickets t on t.id = e.ticket_id
     where ${writeConditions(values, [
       ['e.sequence > ?', since],
       ['e.sequence <= ?', until],
       ['e.event = any(?)', events],
       // One id needs no sorting: the index has its events in order.
       ['e.ticket_id = ?', masterId === undefined ? ticketId : undefined],
       ['e.ticket_id in (?, ?)', ticketId, masterId],
       [`(e.department_id = ? or ${cameFrom('o.payload', 'array[?]')})`, departmentId],
       [
         `(coalesce(t.department_id, e.department_id) = any(?) or ${cameFrom('o.payload', '?')})`,
         departmentIds ?? undefined,
       ],
       ['t.client_id = ? and t.deleted_at is null', clientId ?? undefined],
       ['e.event = any(?)', clientId === null ? undefined : CLIENT_EVENTS],
     ])}
     order by e.sequence limit $${values.push(limit + 1)}`,
    values,
  );
  const page = found.slice(0, limit);
  const isCut = found.length > limit;
  return { events: page, next: isCut ? (page.at(-1)?.sequence ?? since) : until, isRest: isCut || until < last };
}
