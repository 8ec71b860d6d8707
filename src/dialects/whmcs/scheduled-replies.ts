import type { Context } from '../../calls/action';
import { invalid, notFound } from '../../errors';
import { holdScheduled, type ScheduledReply } from '../../store/tickets/scheduled';
import { findTicketId } from '../../store/tickets/tickets';

/** A scheduled reply in the words of the published API. */
export const presentScheduled = (reply: ScheduledReply) => ({
  scheduledid: reply.id,
  ticketid: reply.ticketId ?? 0,
  tid: reply.ticketNumber,
  subject: reply.subject,
  adminid: reply.staffId ?? 0,
  admin: reply.authorName,
  message: reply.body,
  markdown: reply.format === 'markdown',
  status: reply.statusTitle,
  cc: reply.cc.join(','),
  attachments: reply.files,
  date: reply.createdAt,
  dueat: reply.dueAt,
  state: reply.state,
  reason: reply.reason,
  replyid: reply.replyId ?? 0,
  seenreplyid: reply.seenReplyId,
  seennoteid: reply.seenNoteId,
  seenstatus: reply.seenStatus,
});

/**
 * Finds and locks a scheduled reply of the caller that is neither sent nor taken back. One whose author was deleted
 * belongs to everybody who sees its ticket.
 *
 * @throws ApiError (not_found) `Scheduled Reply ID Not Found`; (invalid) `The reply was sent already`; `The reply was
 * taken back already`
 */
export async function holdOwnScheduled({ db, caller }: Context, id: number): Promise<ScheduledReply> {
  const reply = await holdScheduled(db, id);
  const isOwn = reply?.staffId === null ? await isSeen(reply, { db, caller }) : reply?.staffId === caller.staff?.id;
  if (reply === undefined || !isOwn) throw notFound('Scheduled Reply ID Not Found');
  if (reply.state === 'sent') throw invalid('The reply was sent already');
  if (reply.state === 'cancelled') throw invalid('The reply was taken back already');
  return reply;
}

/** Whether the caller sees a reply's ticket. Without a ticket, nobody knows its department. */
const isSeen = async (
  { ticketId }: ScheduledReply,
  { db, caller }: Pick<Context, 'db' | 'caller'>,
): Promise<boolean> =>
  ticketId === null ? caller.departmentIds === null : (await findTicketId(db, { id: ticketId }, caller)) !== undefined;
