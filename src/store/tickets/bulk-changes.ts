import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';
import { jsonRows } from '../json-rows';
import { inserted } from '../rows';
import { type Scope, scopeSql, scopeValues } from './tickets';

/** The states of a change of many tickets. */
type BulkState = 'waiting' | 'done' | 'cancelled' | 'undoing' | 'undone';

/** A change of many tickets. */
export interface BulkChange<Changes = unknown, Caller = unknown> {
  id: number;
  /** Who has started it. */
  caller: Caller;
  changes: Changes;
  state: BulkState;
  /** When it begins. */
  dueAt: Date;
  total: number;
  done: number;
  failed: number;
  /** How many tickets are as they were before, and how many were left because somebody has changed them since. */
  undone: number;
  kept: number;
  createdAt: Date;
  finishedAt: Date | null;
}

const BULK_CHANGE = `id, caller, changes, state, due_at as "dueAt", total, done, failed, undone, kept,
  created_at as "createdAt", finished_at as "finishedAt"`;

/** Inserts a change with its tickets, and returns its id. */
export async function insertBulkChange(
  db: Db,
  change: { caller: unknown; changes: unknown; dueAt: Date; now: Date },
  ticketIds: number[],
): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into bulk_changes (caller, changes, state, due_at, total, created_at)
     values ($1, $2, 'waiting', $3, $4, $5) returning id`,
    [JSON.stringify(change.caller), JSON.stringify(change.changes), change.dueAt, ticketIds.length, change.now],
  );
  const { id } = inserted(rows);
  db.send(
    `insert into bulk_change_tickets (bulk_id, place, ticket_id)
     select $1, place, ticket_id from unnest($2::int[]) with ordinality as given (ticket_id, place)`,
    [id, ticketIds],
  );
  return id;
}

/** Finds a change without locking it. */
export async function findBulkChange<Changes, Caller>(
  db: Db,
  id: number,
): Promise<BulkChange<Changes, Caller> | undefined> {
  const [row] = await db.query<BulkChange<Changes, Caller>>(`select ${BULK_CHANGE} from bulk_changes where id = $1`, [
    id,
  ]);
  return row;
}

/** Finds a change and locks it until the transaction ends. Waits while one of its batches is made. */
export async function holdBulkChange<Changes, Caller>(
  db: Db,
  id: number,
): Promise<BulkChange<Changes, Caller> | undefined> {
  const [row] = await db.query<BulkChange<Changes, Caller>>(
    `select ${BULK_CHANGE} from bulk_changes where id = $1 for no key update`,
    [id],
  );
  return row;
}

/** Lists the changes with something left to do, those first that have waited longest. */
export const listDueBulkChanges = <Caller>(
  db: Db,
  now: Date,
): Promise<{ id: number; state: 'waiting' | 'undoing'; caller: Caller }[]> =>
  db.query(
    `select id, state, case state when 'undoing' then coalesce(undone_by, caller) else caller end as caller from bulk_changes where state in ('waiting', 'undoing') and due_at <= $1 order by due_at, id`,
    [now],
  );

/** A ticket of a change. */
export interface BulkTicket<Facts = unknown> {
  /** Its place in the change. */
  place: number;
  ticketId: number;
  /** What it was before and after; null if nothing has changed. */
  facts: Facts | null;
}

/**
 * Lists the next tickets of a change in a state.
 *
 * @param after the place behind which they are. Without it, PostgreSQL would read all that came before for each batch, as
 *   it has no statistics of a change that has just begun
 */
export const listBulkTickets = <Facts>(
  db: Db,
  id: number,
  state: 'waiting' | 'done',
  { limit, after }: { limit: number; after: number },
): Promise<BulkTicket<Facts>[]> =>
  db.query(
    `select place, ticket_id as "ticketId", facts from bulk_change_tickets
     where bulk_id = $1 and state = $2 and place > $4 order by place limit $3`,
    [id, state, limit, after],
  );

/** What became of a ticket of a change. */
export interface BulkOutcome {
  ticketId: number;
  state: 'done' | 'failed' | 'undone' | 'kept';
  reason?: string;
  facts?: unknown;
}

/**
 * Notes what became of tickets, and counts them. It does not wait: the commit does.
 *
 * @param tickets as {@link listBulkTickets} lists them; those without an outcome stay as they are
 */
export function noteBulkOutcomes(db: Db, id: number, tickets: BulkTicket[], outcomes: BulkOutcome[]): void {
  if (outcomes.length === 0) return;
  const places = new Map(tickets.map(({ ticketId, place }) => [ticketId, place]));
  const count = (state: BulkOutcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  db.send(
    `update bulk_change_tickets b set state = r.state, reason = coalesce(r.reason, ''),
       facts = case when r.state in ('undone', 'kept') then b.facts else r.facts end
     from json_to_recordset($2) as r (place int, state text, reason text, facts jsonb)
     -- Without the array, PostgreSQL would read all tickets of the change, of which it has no statistics yet.
     where b.bulk_id = $1 and b.place = any(array(select place from json_to_recordset($2) as i (place int)))
       and b.place = r.place`,
    [id, jsonRows(outcomes.map(({ ticketId, ...outcome }) => ({ place: places.get(ticketId), ...outcome })))],
  );
  db.send(
    'update bulk_changes set done = done + $2, failed = failed + $3, undone = undone + $4, kept = kept + $5 where id = $1',
    [id, count('done'), count('failed'), count('undone'), count('kept')],
  );
}

/** Ends a change. It does not wait: the commit does. */
export function endBulkChange(db: Db, id: number, state: 'done' | 'cancelled' | 'undone', now: Date): void {
  db.send('update bulk_changes set state = $2, finished_at = $3 where id = $1', [id, state, now]);
}

/** Lets a change be undone. It does not wait: the commit does. */
export function beginUndoing(db: Db, id: number, caller: unknown, now: Date): void {
  db.send(`update bulk_changes set state = 'undoing', undone_by = $2, due_at = $3, finished_at = null where id = $1`, [
    id,
    JSON.stringify(caller),
    now,
  ]);
}

/**
 * Lets an earlier change be undone after a later one was: the ticket is as the earlier one left it. It does not wait: the
 * commit does.
 *
 * @param tickets when each was changed last, before the later change and now
 */
export function passOnUndo(db: Db, tickets: { ticketId: number; before: number; after: number }[]): void {
  if (tickets.length === 0) return;
  db.send(
    `update bulk_change_tickets b set facts = jsonb_set(b.facts, '{after,updatedAt}', to_jsonb(r.after))
     from json_to_recordset($1) as r (ticket_id int, before bigint, after bigint)
     where b.ticket_id = r.ticket_id and b.state = 'done' and (b.facts #>> '{after,updatedAt}')::bigint = r.before`,
    [jsonRows(tickets.map(({ ticketId, ...times }) => ({ ticket_id: ticketId, ...times })))],
  );
}

/** A ticket that a change has not changed, or not restored. */
interface UnchangedTicket {
  ticketId: number;
  number: string;
  state: 'failed' | 'kept';
  reason: string;
}

/** Lists a page of the tickets that a change has not changed, or not restored. Those out of the scope have no number. */
export const listUnchanged = (
  db: Db,
  id: number,
  scope: Scope,
  offset: number,
  limit: number,
): Promise<UnchangedTicket[]> =>
  db.query(
    `select b.ticket_id as "ticketId", coalesce(t.number, '') as number, b.state, b.reason
     from bulk_change_tickets b left join tickets t on t.id = b.ticket_id and ${scopeSql('t', 2)}
     where b.bulk_id = $1 and b.state in ('failed', 'kept') order by b.place offset $4 limit $5`,
    [id, ...scopeValues(scope), offset, limit],
  );

/** For so long a change can be looked up, and undone. */
const KEPT_DAYS = 30;

/** Deletes some of the changes that ended long ago. @returns how many */
export const forgetOldBulkChanges = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'bulk_changes', `finished_at < $1::timestamptz - interval '${KEPT_DAYS} days'`, [now]);
