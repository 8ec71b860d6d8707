import type { Context } from '../calls/action';
import { ApiError, Stale } from '../errors';
import type { NewAttachment } from '../store/tickets/attachments';
import {
  attachScheduledFiles,
  endScheduled,
  insertScheduled,
  insertScheduledFiles,
  moveScheduledFiles,
  type NewScheduledReply,
  type ScheduledReply,
} from '../store/tickets/scheduled';
import { EVERY_TICKET, findTicketForUpdate, type TicketRow } from '../store/tickets/tickets';
import { ofStaff } from './authors';
import { addRecipients } from './extras';
import { logTicket } from './log';
import { catalogueWith } from './opening';
import { findQuoted } from './quoting';
import { replyToTicket } from './reply';
import { refuseStale } from './stale';
import { statusAfterReply } from './status';

/** What a member of staff must be allowed to call, so that a reply is sent in their name. */
const RIGHT_TO_REPLY = 'addticketreply';

const mayReply = ({ caller }: Pick<Context, 'caller'>): boolean => caller.may(RIGHT_TO_REPLY);

/** @throws ApiError (forbidden) `Invalid Permissions: API action "addticketreply" is not allowed` */
export function refuseNotReplying(context: Pick<Context, 'caller'>): void {
  if (mayReply(context)) return;
  throw new ApiError('forbidden', `Invalid Permissions: API action "${RIGHT_TO_REPLY}" is not allowed`);
}

/**
 * Schedules a reply, and returns its id. Emits `TicketReplyScheduled`.
 *
 * @param ticket locked
 * @param files those of the reply, after those that it takes over from `filesOf`, a reply that was taken back and is
 *   locked
 */
export async function scheduleReply(
  context: Context,
  ticket: TicketRow,
  reply: NewScheduledReply,
  files: NewAttachment[],
  filesOf: number | undefined,
): Promise<number> {
  const { db, emit } = context;
  const id = await insertScheduled(db, reply);
  const moved = filesOf === undefined ? 0 : await moveScheduledFiles(db, filesOf, id);
  insertScheduledFiles(db, id, files, moved);
  logTicket(context, ticket, 'Reply scheduled', { part: `scheduled reply ${id}` });
  emit('TicketReplyScheduled', {
    ...{ ticketid: ticket.id, scheduledid: id, adminid: reply.staffId, admin: reply.authorName },
    dueat: reply.dueAt.toISOString(),
  });
  return id;
}

/**
 * Takes a reply back that is pending or stopped. Emits `TicketReplyCancelled`.
 *
 * @param reply locked
 */
export function cancelReply(context: Context, reply: ScheduledReply): void {
  const { db, now, emit, record, caller } = context;
  endScheduled(db, reply.id, { state: 'cancelled' }, now);
  record({ description: `Scheduled reply cancelled: id ${reply.ticketId ?? 0}, scheduled reply ${reply.id}` });
  emit('TicketReplyCancelled', {
    ...{ ticketid: reply.ticketId ?? 0, scheduledid: reply.id, adminid: caller.staff?.id ?? 0 },
  });
}

/** What became of a scheduled reply: the reply that it is now, or why it was stopped. */
type Outcome = { replyId: number } | { reason: string };

/**
 * Sends a scheduled reply, or stops it: if something arrived that its author had not seen, if the ticket is gone, or if
 * the author may no longer reply. Emits what a reply emits, or `TicketReplyStopped`.
 *
 * @param reply locked, and pending or stopped
 */
export async function sendReply(context: Context, reply: ScheduledReply): Promise<Outcome> {
  const { db, now } = context;
  const ticket = await holdTicketOf(context, reply);
  const reason = await whyNot(context, reply, ticket);
  if (ticket === undefined || reason !== undefined) return stop(context, reply, reason ?? 'gone');
  const status = await findStatus(context, reply, ticket);
  if (status === undefined) return stop(context, reply, 'status');
  const quoted = await findQuoted(context, ticket, reply.quoting ?? undefined, 'as far as they exist');
  await addRecipients(context, ticket, reply.cc);
  const replyId = await replyToTicket(context, ticket, {
    author: ofStaff(reply.staffId, context.caller.staff?.name ?? reply.authorName),
    body: reply.body,
    format: reply.format,
    createdAt: now,
    status,
    customFields: [],
    attachments: [],
    quiet: false,
    quoted,
    spamFilters: [],
  });
  attachScheduledFiles(db, reply.id, replyId);
  endScheduled(db, reply.id, { state: 'sent', replyId }, now);
  return { replyId };
}

/**
 * Stops a scheduled reply that is not due yet, for the reasons of {@link sendReply}.
 *
 * @param reply locked and pending
 * @returns undefined if there is no reason
 */
export async function stopReply(context: Context, reply: ScheduledReply): Promise<{ reason: string } | undefined> {
  const reason = await whyNot(context, reply, await holdTicketOf(context, reply));
  return reason === undefined ? undefined : stop(context, reply, reason);
}

/**
 * The author saw the ticket when they wrote. Whoever answers a customer and then hands the ticket over to another department
 * means the answer to be sent.
 */
const holdTicketOf = async ({ db }: Context, { ticketId }: ScheduledReply): Promise<TicketRow | undefined> =>
  ticketId === null ? undefined : findTicketForUpdate(db, { id: ticketId }, EVERY_TICKET);

/** Why a scheduled reply cannot be sent, in a word; undefined if it can. */
async function whyNot(
  context: Context,
  reply: ScheduledReply,
  ticket: TicketRow | undefined,
): Promise<string | undefined> {
  if (reply.staffId === null || !mayReply(context)) return 'rights';
  if (ticket === undefined || reply.ticketId === null) return 'gone';
  try {
    await refuseStale(context, ticket, ofStaff(reply.staffId, reply.authorName), {
      reference: { id: reply.ticketId },
      replyId: reply.seenReplyId,
      noteId: reply.seenNoteId,
      status: reply.seenStatus,
    });
    return undefined;
  } catch (error) {
    if (error instanceof Stale) return error.arrived;
    throw error;
  }
}

async function findStatus(context: Context, { statusId, staffId }: ScheduledReply, ticket: TicketRow) {
  const author = ofStaff(staffId, '');
  const { statuses } = await catalogueWith(
    context,
    (known) => statusId === null || known.statuses.some(({ id }) => id === statusId),
  );
  return statuses.find(({ id }) => id === statusId) ?? statusAfterReply(statuses, author, ticket);
}

function stop(context: Context, reply: ScheduledReply, reason: string): { reason: string } {
  const { db, now, emit, record } = context;
  endScheduled(db, reply.id, { state: 'stopped', reason }, now);
  record({
    description: `Scheduled reply stopped: id ${reply.ticketId ?? 0}, scheduled reply ${reply.id}`,
    changes: { reason: [null, reason] },
  });
  emit('TicketReplyStopped', {
    ...{ ticketid: reply.ticketId ?? 0, scheduledid: reply.id, adminid: reply.staffId ?? 0, reason },
  });
  return { reason };
}
