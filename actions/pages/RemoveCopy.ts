import { action } from '../../src/calls/action';
import { holdTicket } from '../../src/dialects/pages/tickets';
import type { PagesRemoveCopy } from '../../src/generated/pages/RemoveCopy';
import { removeCopy } from '../../src/tickets/copies';

export default action<PagesRemoveCopy>(async ({ ticketnum, email }, context) => {
  const ticket = await holdTicket(context, ticketnum);
  await removeCopy(context, ticket, email);
  return {};
});
