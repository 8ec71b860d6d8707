import type { Context } from '../../calls/action';
import {
  type BulkChange,
  endBulkChange,
  holdBulkChange,
  listBulkTickets,
  noteBulkOutcomes,
} from '../../store/tickets/bulk-changes';
import { changeMany } from './apply';
import type { BulkCaller, BulkChanges, BulkFacts } from './changes';
import { undoMany } from './undo';

export type TicketsChange = BulkChange<BulkChanges, BulkCaller>;

/** What a batch of a change has come to. */
interface Worked {
  /** How many tickets became something. */
  tickets: number;
  /** Tickets that others have locked, and to which the next batch should not come back. */
  locked: number[];
  isFinished: boolean;
}

const FINISHED: Worked = { tickets: 0, locked: [], isFinished: true };

/**
 * Makes, or undoes, a part of a change. What it does and that it is done are one transaction, so that each ticket is
 * changed exactly once, whenever a server is killed.
 *
 * @param except tickets that others had locked before
 */
export async function workOnChange(
  context: Context,
  bulkId: number,
  { limit, except = [] }: { limit: number; except?: number[] },
): Promise<Worked> {
  const { db, now } = context;
  const job = await holdBulkChange<BulkChanges, BulkCaller>(db, bulkId);
  if (job === undefined || job.dueAt > now || (job.state !== 'waiting' && job.state !== 'undoing')) return FINISHED;
  const isUndoing = job.state === 'undoing';
  const tickets = await listBulkTickets<BulkFacts>(db, bulkId, isUndoing ? 'done' : 'waiting', { limit, except });
  if (tickets.length === 0) {
    if (except.length === 0) endBulkChange(db, bulkId, isUndoing ? 'undone' : 'done', now);
    return { tickets: 0, locked: except, isFinished: except.length === 0 };
  }
  const ids = tickets.map(({ ticketId }) => ticketId);
  const outcomes = isUndoing
    ? await undoMany(context, job.changes, tickets)
    : await changeMany(context, job.changes, ids);
  noteBulkOutcomes(db, bulkId, outcomes);
  const settled = new Set(outcomes.map(({ ticketId }) => ticketId));
  const locked = [...except, ...ids.filter((id) => !settled.has(id))];
  const isFinished = locked.length === 0 && tickets.length < limit;
  if (isFinished) endBulkChange(db, bulkId, isUndoing ? 'undone' : 'done', now);
  return { tickets: outcomes.length, locked, isFinished };
}

/** Leaves a ticket that cannot be changed as it is, so that the others get their turn. */
export async function giveUpTicket(context: Context, bulkId: number): Promise<void> {
  const job = await holdBulkChange<BulkChanges, BulkCaller>(context.db, bulkId);
  if (job === undefined) return;
  const isUndoing = job.state === 'undoing';
  const [next] = await listBulkTickets(context.db, bulkId, isUndoing ? 'done' : 'waiting', { limit: 1, except: [] });
  if (next === undefined) return;
  const state = isUndoing ? 'kept' : 'failed';
  noteBulkOutcomes(context.db, bulkId, [{ ticketId: next.ticketId, state, reason: 'The ticket could not be changed' }]);
}

/** As many tickets are changed within the call that asks for it, so that its answer is the result. */
export const MOST_AT_ONCE = 50;

/** The caller of a change, as its row keeps it. */
export const keepCaller = (caller: Context['caller']): BulkCaller => {
  const { name, username, staff, departmentIds, idFormat, hooks } = caller;
  return { ...{ name, username, staff, departmentIds, idFormat }, ...(hooks !== undefined && { hooks }) };
};
