import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { UpdateTicketReply } from '../src/generated/UpdateTicketReply';
import { findReplyFacts } from '../src/store/tickets/messages';
import { findTicketOf } from '../src/store/tickets/tickets';
import { happenedAt } from '../src/tickets/dates';
import { formatOf } from '../src/tickets/format';
import { rewriteMessage } from '../src/tickets/rewrite';

export default action<UpdateTicketReply>(async ({ replyid, message, markdown, created }, context) => {
  const { db, now, caller } = context;
  const ticket = await findTicketOf(db, 'messages', replyid, caller);
  const reply = ticket && (await findReplyFacts(db, ticket.id, replyid));
  if (ticket === undefined || reply === undefined) throw notFound('Reply ID Not Found');
  const createdAt = created === undefined ? undefined : happenedAt(created, now, 'Reply');
  rewriteMessage(context, ticket, {
    id: replyid,
    body: message,
    format: markdown === undefined ? reply.format : formatOf(markdown),
    ...(createdAt !== undefined && { createdAt }),
  });
  return { replyid };
});
