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

/** How far the work on a change has come, from its first ticket on. */
export interface Pass {
  /** The place of the last ticket that it came to. */
  after: number;
  /** How many tickets were left because others had locked them. The next pass comes to them. */
  locked: number;
}

export const FIRST_PASS: Pass = { after: 0, locked: 0 };

/** What a batch of a change has come to. */
interface Worked {
  /** How many tickets became something. */
  tickets: number;
  pass: Pass;
  isFinished: boolean;
}

const FINISHED: Worked = { tickets: 0, pass: FIRST_PASS, isFinished: true };

/**
 * Makes, or undoes, a part of a change. What it does and that it is done are one transaction, so that each ticket is
 * changed exactly once, whenever a server is killed.
 */
export async function workOnChange(
  context: Context,
  bulkId: number,
  { limit, pass = FIRST_PASS }: { limit: number; pass?: Pass },
): Promise<Worked> {
  const { db, now } = context;
  const job = await holdBulkChange<BulkChanges, BulkCaller>(db, bulkId);
  if (job === undefined || job.dueAt > now || (job.state !== 'waiting' && job.state !== 'undoing')) return FINISHED;
  const isUndoing = job.state === 'undoing';
  const { after } = pass;
  const tickets = await listBulkTickets<BulkFacts>(db, bulkId, isUndoing ? 'done' : 'waiting', { limit, after });
  const last = tickets.at(-1);
  if (last === undefined) {
    const isFinished = pass.locked === 0;
    if (isFinished) endBulkChange(db, bulkId, isUndoing ? 'undone' : 'done', now);
    return { tickets: 0, pass, isFinished };
  }
  const ids = tickets.map(({ ticketId }) => ticketId);
  const outcomes = isUndoing
    ? await undoMany(context, job.changes, tickets)
    : await changeMany(context, job.changes, ids);
  noteBulkOutcomes(db, bulkId, tickets, outcomes);
  const settled = new Set(outcomes.map(({ ticketId }) => ticketId));
  const locked = pass.locked + ids.filter((id) => !settled.has(id)).length;
  const isFinished = locked === 0 && tickets.length < limit;
  if (isFinished) endBulkChange(db, bulkId, isUndoing ? 'undone' : 'done', now);
  return { tickets: outcomes.length, pass: { after: last.place, locked }, isFinished };
}

/** Leaves the next ticket as it is, because it cannot be changed, so that the others get their turn. */
export async function giveUpTicket(context: Context, bulkId: number, { after }: Pass): Promise<void> {
  const job = await holdBulkChange<BulkChanges, BulkCaller>(context.db, bulkId);
  if (job === undefined) return;
  const isUndoing = job.state === 'undoing';
  const [next] = await listBulkTickets(context.db, bulkId, isUndoing ? 'done' : 'waiting', { limit: 1, after });
  if (next === undefined) return;
  const state = isUndoing ? 'kept' : 'failed';
  const reason = 'The ticket could not be changed';
  noteBulkOutcomes(context.db, bulkId, [next], [{ ticketId: next.ticketId, state, reason }]);
}

/** As many tickets are changed within the call that asks for it, so that its answer is the result. */
export const MOST_AT_ONCE = 50;

/** The caller of a change, as its row keeps it. */
export const keepCaller = (caller: Context['caller']): BulkCaller => {
  const { name, username, staff, departmentIds, idFormat, hooks } = caller;
  return { ...{ name, username, staff, departmentIds, idFormat }, ...(hooks !== undefined && { hooks }) };
};
