import { action } from '../../src/calls/action';
import { holdTicket } from '../../src/dialects/pages/tickets';
import type { PagesSeeTicket } from '../../src/generated/pages/SeeTicket';
import { markViewedByClient } from '../../src/store/tickets/tickets';

export default action<PagesSeeTicket>(async ({ ticketnum }, context) => {
  const ticket = await holdTicket(context, ticketnum);
  markViewedByClient(context.db, ticket.id);
  context.record({ clientId: ticket.clientId });
  return {};
});
