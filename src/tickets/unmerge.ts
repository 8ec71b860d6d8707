import type { Context } from '../calls/action';
import { ApiError, invalid } from '../errors';
import { EVERY_TICKET, findTicketForUpdate, type TicketRow } from '../store/tickets/tickets';
import {
  dropPeople,
  findMerge,
  forgetPeople,
  guessMerge,
  listMergedOfOthers,
  listMessagesAt,
  type Merge,
  unmerge,
} from '../store/tickets/unmerging';
import { logTicket } from './log';

/**
 * Takes the merge of a ticket back: it gets its messages, notes, files and mails again, and the tickets that were merged
 * into it before. The ticket that it led to keeps what was written since, and loses the copies that the merge has added.
 * Emits `TicketUnmerge`.
 *
 * A merge of an older version recorded nothing. The ticket then gets its first message, and what the events that are
 * still kept know of.
 *
 * @param holder the ticket that it leads to, locked. Merges must wait for each other (`lockMerges`).
 * @param id of the merged ticket.
 * @throws ApiError (invalid) `The ticket is not merged`; `Nothing is left of the ticket` if all its messages were deleted
 * or moved elsewhere. Drafts alone make no ticket: nobody would see its first message.
 */
export async function unmergeTicket(context: Context, holder: TicketRow, id: number): Promise<void> {
  const { db, now, caller, emit } = context;
  const merge = (await findMerge(db, id)) ?? (await guessMerge(db, id));
  if (merge === undefined) throw invalid('The ticket is not merged');
  const messages = await listMessagesAt(db, holder.id, merge.messageIds);
  const messageIds = messages.map((message) => message.id);
  const oldest = messages.find(({ isDraft }) => !isDraft)?.id;
  if (oldest === undefined) throw invalid('Nothing is left of the ticket');
  await dropCopies(context, merge);
  // As a reply of the other ticket, it may have been deleted.
  const firstId = messageIds.find((one) => one === merge.firstId) ?? oldest;
  unmerge(db, merge, { holderId: holder.id, messageIds, firstId, now });
  logTicket(context, holder, 'Ticket unmerged', { changes: { merged: [id, null] } });
  emit('TicketUnmerge', {
    ...{ adminId: caller.staff?.id ?? 0, ticketId: id, masterTicketId: holder.id, fromdeptids: [holder.departmentId] },
  });
}

/**
 * Gives other clients back their tickets that were merged into those of a client who is about to be deleted. One of
 * which nothing is left stays where it is.
 *
 * @param clientId whose tickets are locked. Merges must wait for each other (`lockMerges`).
 */
export async function unmergeOthers(context: Context, clientId: number): Promise<void> {
  const { db } = context;
  for (const id of await listMergedOfOthers(db, clientId)) {
    const holder = await findTicketForUpdate(db, { id }, EVERY_TICKET);
    // It may have gone with another ticket that it was merged into first.
    if (holder === undefined || holder.clientId !== clientId) continue;
    await unmergeTicket(context, holder, id).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
  }
}

/**
 * Sends no more copies to whom the merge has added. If the master was merged into another ticket since, they got copies
 * of that one, too.
 */
async function dropCopies({ db }: Context, merge: Merge): Promise<void> {
  let { ticketId, masterId } = merge;
  let added = merge.people.filter((person) => person.added).map(({ email }) => email);
  while (added.length > 0) {
    const dropped = await dropPeople(db, masterId, ticketId, added);
    const next = await findMerge(db, masterId);
    if (next === undefined) return;
    const known = new Set(dropped.map((email) => email.toLowerCase()));
    const passedOn = next.people.filter(({ email }) => known.has(email.toLowerCase()));
    forgetPeople(db, masterId, dropped);
    added = passedOn.filter((person) => person.added).map(({ email }) => email);
    ({ ticketId, masterId } = next);
  }
}
