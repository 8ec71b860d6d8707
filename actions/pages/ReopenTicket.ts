import { action } from '../../src/calls/action';
import { holdTicket } from '../../src/dialects/pages/tickets';
import type { PagesReopenTicket } from '../../src/generated/pages/ReopenTicket';
import { reopenTicket } from '../../src/tickets/status';

export default action<PagesReopenTicket>(async ({ ticketnum }, context) => {
  const ticket = await holdTicket(context, ticketnum);
  const { statuses } = await context.catalogue();
  reopenTicket(context, ticket, statuses);
  return {};
});
