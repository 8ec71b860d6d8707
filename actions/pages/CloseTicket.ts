import { action } from '../../src/calls/action';
import { holdTicket } from '../../src/dialects/pages/tickets';
import type { PagesCloseTicket } from '../../src/generated/pages/CloseTicket';
import { closeTicket } from '../../src/tickets/status';

export default action<PagesCloseTicket>(async ({ ticketnum }, context) => {
  const ticket = await holdTicket(context, ticketnum);
  const { statuses } = await context.catalogue();
  closeTicket(context, ticket, statuses);
  return {};
});
