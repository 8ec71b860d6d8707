import type { Context } from '../../calls/action';
import { ApiError } from '../../errors';
import { type Changes, insertActivities } from '../../store/desk/activity';
import { listPriorities } from '../../store/desk/priorities';
import { listStatuses, type Status } from '../../store/desk/statuses';
import { type BulkOutcome, type BulkTicket, passOnUndo } from '../../store/tickets/bulk-changes';
import {
  type BulkTicketRow,
  findStaffIds,
  holdTickets,
  restoreColumns,
  unblockSenders,
  writeTagsOf,
} from '../../store/tickets/bulk-writes';
import { findTicketForUpdate, lockMerges } from '../../store/tickets/tickets';
import { restoration } from '../remove';
import { toldOfStatus } from '../status';
import { unmergeTicket } from '../unmerge';
import { toldOfAssignee, toldOfDepartment, toldOfPriority } from '../update';
import { type Batch, newBatch } from './batch';
import { type BulkChanges, type BulkFacts, type BulkState, isSame, stateOf } from './changes';

/** Why a ticket is left as it is. */
const CHANGED = 'The ticket has changed since';
const GONE = 'The ticket is gone';

/**
 * Takes a change of some tickets back: each is again what it was, unless it has changed since. Deleted tickets come back,
 * merged ones are unmerged, and nobody whom the change has blocked stays blocked. Nobody gets mail about it.
 *
 * @returns what became of each; those that others have locked are missing, and to be tried again
 */
export async function undoMany(
  context: Context,
  changes: BulkChanges,
  tickets: BulkTicket<BulkFacts>[],
): Promise<BulkOutcome[]> {
  const batch = newBatch(context, changes);
  const changed = tickets.flatMap(({ ticketId, facts }) => (facts === null ? [] : [{ ticketId, facts }]));
  for (const { ticketId, facts } of tickets) if (facts === null) settle(batch, ticketId, 'undone');
  if (changes.mergeInto !== undefined) await unmergeMany(batch, changed);
  else await restoreMany(batch, changed);
  context.emitAll(batch.events);
  insertActivities(context.db, batch.log);
  return [...batch.outcomes.values()];
}

function settle({ outcomes }: Batch, ticketId: number, state: 'undone' | 'kept', reason?: string): void {
  outcomes.set(ticketId, { ticketId, state, ...(reason !== undefined && { reason }) });
}

type Undone = { ticketId: number; facts: BulkFacts };

async function restoreMany(batch: Batch, tickets: Undone[]): Promise<void> {
  const { context } = batch;
  const { db, now } = context;
  const { held, locked } = await holdTickets(
    db,
    tickets.map(({ ticketId }) => ticketId),
    'all',
  );
  const rowOf = new Map(held.map((ticket) => [ticket.id, ticket]));
  const busy = new Set(locked);
  const isThere = await findExisting(context, tickets);
  const restored: { ticket: BulkTicketRow; facts: BulkFacts }[] = [];
  for (const { ticketId, facts } of tickets) {
    const ticket = rowOf.get(ticketId);
    if (ticket === undefined && busy.has(ticketId)) continue;
    const isAsLeft =
      ticket !== undefined &&
      ticket.mergedIntoId === null &&
      ticket.isDeleted === (facts.isDeleted === true) &&
      isSame(stateOf(ticket), facts.after) &&
      isThere(facts.before);
    if (ticket === undefined) settle(batch, ticketId, 'kept', GONE);
    else if (!isAsLeft) settle(batch, ticketId, 'kept', CHANGED);
    else {
      settle(batch, ticketId, 'undone');
      restored.push({ ticket, facts });
    }
  }
  const statuses = await listStatuses(db);
  for (const { ticket, facts } of restored) tellOfUndo(batch, ticket, facts, statuses);
  restoreColumns(
    db,
    restored.map(({ ticket, facts }) => columnsOf(ticket.id, facts.before)),
    now,
  );
  writeTagsOf(
    db,
    restored
      .filter(({ facts: { before, after } }) => before.tags.join('\n') !== after.tags.join('\n'))
      .map(({ ticket, facts }) => ({ id: ticket.id, tags: facts.before.tags })),
  );
  const unblocked = restored.flatMap(({ facts }) => facts.blocked ?? []);
  if (unblocked.length > 0) {
    unblockSenders(db, unblocked);
    context.forget();
  }
  passOnUndo(
    db,
    restored.map(({ ticket, facts }) => ({
      ticketId: ticket.id,
      before: facts.before.updatedAt,
      after: now.getTime(),
    })),
  );
}

const columnsOf = (id: number, before: BulkState) => ({
  id,
  statusId: before.status.id,
  closedAt: before.closedAt,
  assigneeId: before.assignee?.id ?? null,
  departmentId: before.department.id,
  preventClientClosure: before.preventClientClosure,
  priorityId: before.priority.id,
});

/** Tells whether all that a ticket referred to still exists. */
async function findExisting({ db, catalogue }: Context, tickets: Undone[]): Promise<(before: BulkState) => boolean> {
  const assignees = tickets.flatMap(({ facts }) => facts.before.assignee?.id ?? []);
  const [{ departments }, statuses, priorities, staff] = await Promise.all([
    catalogue('fresh'),
    listStatuses(db),
    listPriorities(db),
    findStaffIds(db, [...new Set(assignees)]),
  ]);
  const isIn = (rows: { id: number }[], { id }: { id: number }) => rows.some((row) => row.id === id);
  return ({ department, status, priority, assignee }) =>
    isIn(departments, department) &&
    isIn(statuses, status) &&
    isIn(priorities, priority) &&
    (assignee === null || staff.includes(assignee.id));
}

function tellOfUndo(batch: Batch, ticket: BulkTicketRow, { before, after }: BulkFacts, statuses: Status[]): void {
  const { context, events, log } = batch;
  const status = statuses.find(({ id }) => id === before.status.id);
  const told = [
    toldOfDepartment(ticket, before.department),
    toldOfPriority(context, ticket, before.priority),
    toldOfAssignee(ticket, before.assignee),
    ...(status === undefined ? [] : [toldOfStatus(context, ticket, status, true)]),
  ];
  const changes: Changes = {
    ...Object.assign({}, ...told.map(({ changes: own }) => own)),
    ...(before.tags.join('\n') !== after.tags.join('\n') && { tags: [after.tags.join(', '), before.tags.join(', ')] }),
  };
  const done = ticket.isDeleted ? 'Ticket restored' : 'Ticket changed';
  log.push(context.entryOf({ description: `${done}: id ${ticket.id}`, clientId: ticket.clientId, changes }));
  // First, for whoever knows only that it is gone.
  if (ticket.isDeleted) events.push(restoration(context, ticket));
  for (const { events: own } of told) events.push(...own);
}

async function unmergeMany(batch: Batch, tickets: Undone[]): Promise<void> {
  const { context } = batch;
  const { db } = context;
  await lockMerges(db);
  for (const { ticketId, facts } of tickets) {
    const holder = await findTicketForUpdate(db, { id: ticketId }, context.caller);
    if (holder === undefined) settle(batch, ticketId, 'kept', GONE);
    else if (holder.id !== facts.mergedInto) settle(batch, ticketId, 'kept', CHANGED);
    else {
      const refusal = await unmergeTicket(context, holder, ticketId).catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        return error.message;
      });
      if (refusal === undefined) settle(batch, ticketId, 'undone');
      else settle(batch, ticketId, 'kept', refusal);
    }
  }
}
