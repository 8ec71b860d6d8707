import { action, type Context } from '../src/calls/action';
import { holdOwnScheduled } from '../src/dialects/whmcs/scheduled-replies';
import type { SendScheduledReply } from '../src/generated/SendScheduledReply';
import type { ScheduledReply } from '../src/store/tickets/scheduled';
import { EVERY_TICKET, findTicketId } from '../src/store/tickets/tickets';
import { sendReply, stopReply } from '../src/tickets/scheduled';

export default action<SendScheduledReply>(async (params, context) => {
  const reply = withSeen(await holdOwnScheduled(context, params.scheduledid), params);
  const isEarly = params.onlydue === true && reply.dueAt > context.now;
  // One that is stopped already is not sent by being due.
  const isSettled = params.onlydue === true && reply.state !== 'pending';
  const outcome = isSettled
    ? { reason: reply.reason }
    : isEarly
      ? await stopReply(context, reply)
      : await sendReply(context, await toMaster(context, reply, params));
  return {
    scheduledid: reply.id,
    state: outcome === undefined ? 'pending' : 'replyId' in outcome ? 'sent' : 'stopped',
    reason: outcome !== undefined && 'reason' in outcome ? outcome.reason : '',
    replyid: outcome !== undefined && 'replyId' in outcome ? outcome.replyId : 0,
  };
});

/** A reply whose author has seen more by now. */
const withSeen = (
  reply: ScheduledReply,
  { seenreplyid, seennoteid, seenstatus }: SendScheduledReply,
): ScheduledReply => ({
  ...reply,
  seenReplyId: seenreplyid ?? reply.seenReplyId,
  seenNoteId: seennoteid ?? reply.seenNoteId,
  seenStatus: seenstatus ?? reply.seenStatus,
});

/** Whoever has seen what is there by now has also seen that the ticket was merged. */
async function toMaster(
  { db }: Context,
  reply: ScheduledReply,
  { seenreplyid }: SendScheduledReply,
): Promise<ScheduledReply> {
  if (seenreplyid === undefined || reply.ticketId === null) return reply;
  return { ...reply, ticketId: (await findTicketId(db, { id: reply.ticketId }, EVERY_TICKET)) ?? null };
}
