import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteTicketReply } from '../src/generated/DeleteTicketReply';
import { findReplyFacts } from '../src/store/tickets/messages';
import { findTicketForUpdate } from '../src/store/tickets/tickets';
import { eraseReply } from '../src/tickets/remove';

export default action<DeleteTicketReply>(async ({ ticketid, replyid }, context) => {
  const ticket = await findTicketForUpdate(context.db, { id: ticketid }, context.caller);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  const reply = await findReplyFacts(context.db, ticket.id, replyid);
  if (reply === undefined) throw notFound('Reply ID Not Found');
  eraseReply(context, ticket, replyid);
  return {};
});
