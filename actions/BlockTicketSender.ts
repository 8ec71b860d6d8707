import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { BlockTicketSender } from '../src/generated/BlockTicketSender';
import { findTicketForUpdate } from '../src/store/tickets/tickets';
import { eraseTicket } from '../src/tickets/remove';
import { blockSender } from '../src/tickets/spam';

export default action<BlockTicketSender>(async (params, context) => {
  const ticket = await findTicketForUpdate(context.db, { id: params.ticketid }, context.caller);
  // The id of a merged ticket finds the other ticket, whose sender the caller does not mean.
  if (ticket?.id !== params.ticketid) throw notFound('Ticket ID Not Found');
  if (ticket.clientId !== null) throw invalid('A Client Cannot Be Blocked');
  if (ticket.requesterEmail === '') throw invalid('The Sender Has No Email Address');
  await blockSender(context, ticket.requesterEmail);
  if (params.delete) eraseTicket(context, ticket);
  // Text, as in the published sample.
  return { deleted: params.delete ? 'true' : 'false' };
});
