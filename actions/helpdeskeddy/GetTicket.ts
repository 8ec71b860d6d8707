import { action } from '../../src/calls/action';
import { presentTicket } from '../../src/dialects/helpdeskeddy/ticket-answer';
import { findTicket } from '../../src/dialects/helpdeskeddy/tickets';
import type { HelpdeskeddyGetTicket } from '../../src/generated/helpdeskeddy/GetTicket';

export default action<HelpdeskeddyGetTicket>(async ({ id }, context) => {
  const ticket = await findTicket(context, id);
  return { data: await presentTicket(context, ticket) };
});
