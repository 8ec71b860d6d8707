import type { Db } from '../../database/pool';
import type { DeskEvent } from '../desk/outbox';
import { tryLockUntilCommit } from '../locks';

/**
 * Numbers the events of the outbox without gaps, in the order in which they became visible.
 *
 * Ids cannot do that: they are drawn before the commit, so a small one may appear after a large one. Writers must not pay
 * for a better number, so one process at a time gives them afterwards, by comparing snapshots: new are the events whose
 * transaction the last snapshot did not see. A floor keeps the search short. It is an id that was drawn when every
 * transaction that is still running had not begun: no event up to it can still appear.
 */

/** An event with its number. */
export interface NumberedEvent {
  sequence: number;
  /** Its id in the outbox, which stays the same if a backup is restored. */
  outboxId: number;
  event: DeskEvent;
  /** The ticket that it is about: of a merge, the one that is left. */
  ticketId: number | null;
  /** The department of that ticket. */
  departmentId: number | null;
  /** The departments that what moved came from: of a ticket that changed departments, of those that were merged. */
  fromDepartmentIds: number[];
  createdAt: Date;
}

/** A delivery to be made. */
interface NewDelivery {
  listener: string;
  event: NumberedEvent;
}

/** Few enough to be numbered within a moment, and to be held in memory. */
const MOST_EVENTS = 1_000;

interface Cursor {
  sequence: number;
  floor: number;
  seen: string;
  partly: string | null;
  reach: number | null;
  mark: number;
  markXid: string;
  drawn: number;
}

type Found = Omit<NumberedEvent, 'sequence' | 'fromDepartmentIds'> & {
  outboxId: number | null;
  fromDepartmentIds: unknown;
} & Snapshot;

interface Snapshot {
  snapshot: string;
  xmin: string;
  xmax: string;
}

/**
 * Numbers some of the new events and makes their deliveries.
 *
 * @param deliveriesOf is told the events and returns the deliveries to make
 * @returns undefined if another process is doing so; `isRest` says whether there are more than were numbered, and `last`
 *   is the number of the last event
 */
export async function numberEvents(
  db: Db,
  deliveriesOf: (events: NumberedEvent[]) => Promise<NewDelivery[]> | NewDelivery[],
): Promise<{ deliveries: NewDelivery[]; isRest: boolean; last: number } | undefined> {
  const [isOurs, cursor] = await Promise.all([tryLockUntilCommit(db, NUMBERING_LOCK), readCursor(db)]);
  if (!isOurs) return undefined;
  const { found, snapshot } = await findEvents(db, cursor);
  const isRest = found.length > MOST_EVENTS;
  const events = found
    .slice(0, MOST_EVENTS)
    .map((event, index) => Object.assign(event, { sequence: cursor.sequence + index + 1 }));
  const next = nextCursor(cursor, events, isRest, snapshot);
  const last = next.sequence;
  if (next === cursor) return { deliveries: [], isRest: false, last };
  writeCursor(db, next);
  if (events.length === 0) return { deliveries: [], isRest: cursor.partly !== null, last };
  insertEvents(db, events);
  const deliveries = await deliveriesOf(events);
  if (deliveries.length > 0) insertDeliveries(db, deliveries);
  return { deliveries, isRest: isRest || cursor.partly !== null, last };
}

/** Whoever changes numbered events, or the cursor, has this lock. */
export const NUMBERING_LOCK = 'number events';

/**
 * Reads the cursor, and the last id that was drawn. That must be read before the snapshot is taken in which events are
 * looked for.
 */
async function readCursor(db: Db): Promise<Cursor> {
  const [cursor] = await db.query<Cursor>(
    `select sequence, floor, seen::text, partly::text, reach, mark, mark_xid::text as "markXid",
       (select last_value - (not is_called)::int from outbox_id_seq) as drawn
     from event_cursor`,
  );
  if (cursor === undefined) throw new Error('the table event_cursor is empty');
  return cursor;
}

async function findEvents(
  db: Db,
  cursor: Cursor,
): Promise<{ found: Omit<NumberedEvent, 'sequence'>[]; snapshot: Snapshot }> {
  const { floor, seen, partly, reach } = cursor;
  const rows = await db.query<Found>(
    `select now.snapshot::text, pg_snapshot_xmin(now.snapshot)::text as xmin, pg_snapshot_xmax(now.snapshot)::text as xmax,
       new.id as "outboxId", new.event, new.ticket as "ticketId",
       -- A join would read all tickets of a desk that has no statistics yet.
       coalesce(new.department, (select department_id from tickets where id = new.ticket)) as "departmentId",
       new."fromDepartmentIds", new.created_at as "createdAt"
     from (select pg_current_snapshot() as snapshot) now
     left join (
       select id, event, created_at, ${numberIn('payload', ['ticketid', 'ticketId', 'masterTicketId'])} as ticket,
         ${numberIn('payload', ['deptid'])} as department, payload->'fromdeptids' as "fromDepartmentIds"
       from outbox
       where id > $1 and not pg_visible_in_snapshot(xid, $2::pg_snapshot)
         and ($3::pg_snapshot is null or pg_visible_in_snapshot(xid, $3::pg_snapshot))
       order by id limit ${MOST_EVENTS + 1}) new on true
     order by new.id`,
    [Math.max(floor, reach ?? 0), seen, partly],
  );
  const [first] = rows;
  if (first === undefined) throw new Error('a select of the snapshot returned no row');
  const { snapshot, xmin, xmax } = first;
  const found = rows.flatMap(({ outboxId, event, ticketId, departmentId, fromDepartmentIds, createdAt }) =>
    outboxId === null
      ? []
      : [{ outboxId, event, ticketId, departmentId, fromDepartmentIds: numbersIn(fromDepartmentIds), createdAt }],
  );
  return { found, snapshot: { snapshot, xmin, xmax } };
}

/** SQL for the first of these members that is a number. */
const numberIn = (payload: string, members: string[]): string =>
  `case ${members.map((name) => `when jsonb_typeof(${payload}->'${name}') = 'number' then (${payload}->>'${name}')::int`).join(' ')} end`;

const numbersIn = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];

/**
 * SQL for whether what an event moved came from one of some departments: whoever is told of these must hear that it left.
 *
 * @param departments SQL of an array of ids
 */
export const cameFrom = (payload: string, departments: string): string =>
  `exists (select from unnest(${departments}::int[]) d where ${payload}->'fromdeptids' @> to_jsonb(d))`;

/** @returns the same cursor if nothing has happened */
function nextCursor(
  cursor: Cursor,
  events: NumberedEvent[],
  isRest: boolean,
  { snapshot, xmin, xmax }: Snapshot,
): Cursor {
  const sequence = cursor.sequence + events.length;
  const partly = cursor.partly ?? snapshot;
  if (isRest) return { ...cursor, sequence, partly, reach: events.at(-1)?.outboxId ?? cursor.reach };
  const numbered = { ...cursor, sequence, seen: partly, partly: null, reach: null };
  const isRaised = cursor.partly === null && cursor.mark > cursor.floor && BigInt(xmin) >= BigInt(cursor.markXid);
  const isMarked = isRaised || (cursor.mark === cursor.floor && cursor.drawn > cursor.mark);
  if (events.length === 0 && !isMarked && cursor.partly === null) return cursor;
  return {
    ...numbered,
    ...(isRaised && { floor: cursor.mark }),
    ...(isMarked && { mark: cursor.drawn, markXid: xmax }),
  };
}

function writeCursor(db: Db, { sequence, floor, seen, partly, reach, mark, markXid }: Cursor): void {
  db.send(
    `update event_cursor set sequence = $1, floor = $2, seen = $3::pg_snapshot, partly = $4::pg_snapshot, reach = $5,
       mark = $6, mark_xid = $7::xid8`,
    [sequence, floor, seen, partly, reach, mark, markXid],
  );
}

function insertEvents(db: Db, events: NumberedEvent[]): void {
  const rows = events.map(({ sequence, outboxId, event, ticketId, departmentId, createdAt }) => ({
    ...{
      sequence,
      outbox_id: outboxId,
      event,
      ticket_id: ticketId,
      department_id: departmentId,
      created_at: createdAt,
    },
  }));
  db.send(
    `insert into events (sequence, outbox_id, event, ticket_id, department_id, created_at)
     select sequence, outbox_id, event, ticket_id, department_id, created_at from json_to_recordset($1)
       as e (sequence bigint, outbox_id bigint, event text, ticket_id int, department_id int, created_at timestamptz)`,
    [JSON.stringify(rows)],
  );
}

function insertDeliveries(db: Db, deliveries: NewDelivery[]): void {
  const rows = deliveries.map(({ listener, event: { sequence, outboxId, event, ticketId, createdAt } }) => ({
    ...{ listener, sequence, outbox_id: outboxId, event, ticket_id: ticketId, created_at: createdAt },
  }));
  db.send(
    `insert into deliveries (listener, sequence, outbox_id, event, ticket_id, due_at, created_at)
     select listener, sequence, outbox_id, event, ticket_id, created_at, created_at from json_to_recordset($1)
       as d (listener text, sequence bigint, outbox_id bigint, event text, ticket_id int, created_at timestamptz)
     order by sequence`,
    [JSON.stringify(rows)],
  );
}

/**
 * Makes the cursor fit the server, once the database was restored on another one: that has its own numbers of
 * transactions, so snapshots from before mean nothing there. What was not numbered yet will be.
 */
export async function adoptCursor(db: Db): Promise<void> {
  const [cursor] = await db.query<{ floor: number; sequence: number; isOurs: boolean }>(
    `select floor, sequence, cluster = (select system_identifier::text from pg_control_system()) as "isOurs"
     from event_cursor`,
  );
  if (cursor === undefined || cursor.isOurs || !(await tryLockUntilCommit(db, NUMBERING_LOCK))) return;
  db.send(
    `update outbox o set xid = case when exists (select from events e where e.outbox_id = o.id
         and e.sequence > $2 - ((select last_value from outbox_id_seq) - $1)) then '3'::xid8
       else pg_current_xact_id() end
     where id > $1`,
    [cursor.floor, cursor.sequence],
  );
  // Every transaction but the one numbered 3, which is none, is unseen.
  db.send(
    `update event_cursor set seen = '4:4:', partly = null, reach = null, mark = floor, mark_xid = '3'::xid8,
       cluster = (select system_identifier::text from pg_control_system())`,
  );
}

/** Few enough to be deleted in a moment. */
const BATCH_SIZE = 5_000;

/**
 * Deletes some of the events that are older than a number of days; 0 keeps them for ever. What is not numbered yet is
 * kept.
 *
 * @returns how many
 */
export async function forgetOldEvents(db: Db, now: Date, days: number): Promise<number> {
  if (days === 0) return 0;
  const [row] = await db.query<{ deleted: number }>(
    `with old as (
       select sequence from (select sequence, created_at from events order by sequence limit ${BATCH_SIZE}) oldest
       where created_at < $1::timestamptz - make_interval(days => $2)),
     numbered as (delete from events where sequence in (select sequence from old)),
     gone as (
       delete from outbox where id in (
         select id from (select id, created_at from outbox order by id limit ${BATCH_SIZE}) oldest
         where created_at < $1::timestamptz - make_interval(days => $2) and id <= (select floor from event_cursor))
       returning 1)
     select (select count(*) from gone) + (select count(*) from old) as deleted`,
    [now, days],
  );
  return row?.deleted ?? 0;
}
