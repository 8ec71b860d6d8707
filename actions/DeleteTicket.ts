import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteTicket } from '../src/generated/DeleteTicket';
import { findTicketForUpdate } from '../src/store/tickets/tickets';
import { eraseTicket } from '../src/tickets/remove';

export default action<DeleteTicket>(async ({ ticketid }, context) => {
  const ticket = await findTicketForUpdate(context.db, { id: ticketid }, context.caller);
  // The id of a merged ticket finds the other ticket, which the caller does not mean to delete.
  if (ticket?.id !== ticketid) throw notFound('Ticket ID not found');
  eraseTicket(context, ticket);
  return {};
});
