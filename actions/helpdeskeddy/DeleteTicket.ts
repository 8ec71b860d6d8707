import { action } from '../../src/calls/action';
import { holdTicket, noTicket } from '../../src/dialects/helpdeskeddy/tickets';
import type { HelpdeskeddyDeleteTicket } from '../../src/generated/helpdeskeddy/DeleteTicket';
import { eraseTicket, softDeleteTicket } from '../../src/tickets/remove';

export default action<HelpdeskeddyDeleteTicket>(async (params, context) => {
  const ticket = await holdTicket(context, params.id, 'too');
  // The id of a merged ticket finds the other ticket, which the caller does not mean to delete.
  if (ticket.id !== params.id) throw noTicket(params.id);
  if (params.delete) eraseTicket(context, ticket);
  else if (!ticket.isDeleted) softDeleteTicket(context, ticket);
  return { details: `Ticket with id {${params.id}} successfully deleted` };
});
