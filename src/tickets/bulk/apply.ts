import type { Context } from '../../calls/action';
import { ApiError } from '../../errors';
import { type Changes, insertActivities } from '../../store/desk/activity';
import type { BulkOutcome } from '../../store/tickets/bulk-changes';
import {
  type BulkColumns,
  type BulkTicketRow,
  holdTickets,
  writeColumns,
  writeTagsOf,
} from '../../store/tickets/bulk-writes';
import { lockMerges } from '../../store/tickets/tickets';
import { checkTags } from '../extras';
import { mergeTickets } from '../merge';
import { deletion } from '../remove';
import { doneBy, toldOfStatus } from '../status';
import { toldOfAssignee, toldOfDepartment, toldOfPriority } from '../update';
import { replyToMany } from './answers';
import { type Batch, fail, NOT_FOUND, newBatch, worksIn } from './batch';
import { block } from './block';
import { type BulkChanges, type BulkState, stateOf } from './changes';

/**
 * Makes a change to some tickets, each by the rules of the call that does so to one ticket, with its events and entries
 * in the activity log. It takes the same few statements for any number of tickets.
 *
 * @returns what became of each; those that others have locked are missing, and to be tried again
 */
export async function changeMany(context: Context, changes: BulkChanges, ids: number[]): Promise<BulkOutcome[]> {
  const { db, caller } = context;
  if (changes.mergeInto !== undefined) await lockMerges(db);
  const isMerge = changes.mergeInto !== undefined;
  const { held, locked } = await holdTickets(db, isMerge ? [...ids, changes.mergeInto ?? 0] : ids, 'living');
  const batch = newBatch(context, changes);
  const own = held.filter(({ departmentId }) => worksIn(caller, departmentId));
  const found = new Set(own.map(({ id }) => id));
  const busy = new Set(locked);
  for (const id of ids) if (!found.has(id) && !busy.has(id)) fail(batch, id, NOT_FOUND);
  const wanted = own.filter(({ id }) => id !== changes.mergeInto);
  if (isMerge) mergeMany(batch, wanted, { master: own.find(({ id }) => id === changes.mergeInto), busy });
  else await changeEach(batch, wanted);
  context.emitAll(batch.events);
  insertActivities(db, batch.log);
  return [...batch.outcomes.values()];
}

async function changeEach(batch: Batch, tickets: BulkTicketRow[]): Promise<void> {
  const { context, changes } = batch;
  const { db, now } = context;
  const blocked = changes.block ? await block(batch, tickets) : tickets;
  const tagged = tagMany(batch, blocked);
  const replied =
    changes.reply === undefined
      ? new Map()
      : await replyToMany(
          batch,
          tagged.map(({ ticket }) => ticket),
        );
  const changed: number[] = [];
  for (const { ticket, tags } of tagged) {
    const replyId = replied.get(ticket.id);
    // A reply has told of the status already.
    const before = stateOf(ticket);
    const told = tellOf(batch, ticket, tags, replyId !== undefined);
    const outcome = batch.outcomes.get(ticket.id);
    const isChanged = told || replyId !== undefined || changes.remove === true || changes.block === true;
    const after = isChanged ? afterChange(before, changes, tags, now) : before;
    if (isChanged) changed.push(ticket.id);
    batch.outcomes.set(ticket.id, {
      ...{ ticketId: ticket.id, state: 'done' },
      ...(isChanged && {
        facts: {
          ...outcome?.facts,
          ...{ before, after },
          ...((changes.remove || changes.block) && { isDeleted: true }),
          ...(replyId !== undefined && { replyId }),
        },
      }),
    });
  }
  writeColumns(db, changed, columnsOf(changes), now);
  const wanted = new Set(changed);
  writeTagsOf(
    db,
    tagged.flatMap(({ ticket, tags }) =>
      tags !== undefined && wanted.has(ticket.id) ? [{ id: ticket.id, tags }] : [],
    ),
  );
}

function columnsOf({ status, assignee, department, priority, remove, block: blocks }: BulkChanges): BulkColumns {
  return {
    ...(status !== undefined && { status }),
    ...(assignee !== undefined && { assigneeId: assignee?.id ?? null }),
    ...(department !== undefined && { department }),
    ...(priority !== undefined && { priorityId: priority.id }),
    ...((remove || blocks) && { isDeleted: true }),
  };
}

/** The ticket's tags as they will be, for those tickets that may have so many. Undefined if they stay. */
function tagMany(batch: Batch, tickets: BulkTicketRow[]): { ticket: BulkTicketRow; tags: string[] | undefined }[] {
  const { addTags = [], removeTags = [] } = batch.changes;
  const removed = new Set(removeTags.map((name) => name.toLowerCase()));
  return tickets.flatMap((ticket) => {
    try {
      const tags = checkTags([...ticket.tags, ...addTags].filter((name) => !removed.has(name.toLowerCase())));
      return [{ ticket, tags: tags.join('\n') === ticket.tags.join('\n') ? undefined : tags }];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fail(batch, ticket.id, error.message);
      return [];
    }
  });
}

/** Adds a ticket's events and its entry in the log. @returns whether anything changes */
function tellOf(batch: Batch, ticket: BulkTicketRow, tags: string[] | undefined, hasReply: boolean): boolean {
  const { context, changes, events, log } = batch;
  const { status, assignee, department, priority, quiet } = changes;
  const told = [
    ...(department === undefined ? [] : [toldOfDepartment(ticket, department)]),
    ...(priority === undefined ? [] : [toldOfPriority(context, ticket, priority)]),
    ...(assignee === undefined ? [] : [toldOfAssignee(ticket, assignee)]),
    ...(status === undefined || hasReply ? [] : [toldOfStatus(context, ticket, status, quiet)]),
  ];
  const isDeleted = changes.remove === true || changes.block === true;
  const all: Changes = {
    ...Object.assign({}, ...told.map(({ changes: own }) => own)),
    ...(tags !== undefined && { tags: [ticket.tags.join(', '), tags.join(', ')] }),
  };
  if (Object.keys(all).length === 0 && !isDeleted) return false;
  const closes = status !== undefined && status.id !== ticket.statusId;
  const done = isDeleted ? 'Ticket deleted' : closes ? doneBy(status) : 'Ticket changed';
  log.push(context.entryOf({ description: `${done}: id ${ticket.id}`, clientId: ticket.clientId, changes: all }));
  for (const { events: own } of told) events.push(...own);
  if (isDeleted) events.push(deletion(context, ticket));
  return true;
}

function afterChange(before: BulkState, changes: BulkChanges, tags: string[] | undefined, now: Date): BulkState {
  const { status, assignee, department, priority } = changes;
  return {
    ...before,
    ...(status !== undefined && { status: { id: status.id, title: status.title } }),
    ...(assignee !== undefined && { assignee }),
    ...(department !== undefined && { department: { id: department.id, name: department.name } }),
    ...(priority !== undefined && { priority }),
    ...(tags !== undefined && { tags }),
    updatedAt: now.getTime(),
  };
}

/** Merges tickets into their master. While that is locked by others, nothing happens to them. */
function mergeMany(
  batch: Batch,
  tickets: BulkTicketRow[],
  { master, busy }: { master: BulkTicketRow | undefined; busy: Set<number> },
): void {
  const { context, changes, outcomes } = batch;
  if (master === undefined) {
    if (busy.has(changes.mergeInto ?? 0)) return;
    for (const { id } of tickets) fail(batch, id, 'The ticket to merge into was not found');
    return;
  }
  if (tickets.length === 0) return;
  mergeTickets(context, master, tickets);
  for (const ticket of tickets) {
    const state = stateOf(ticket);
    const facts = { before: state, after: { ...state, updatedAt: context.now.getTime() }, mergedInto: master.id };
    outcomes.set(ticket.id, { ticketId: ticket.id, state: 'done', facts });
  }
}
