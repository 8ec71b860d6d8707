import { action } from '../../src/calls/action';
import { findVisibleTicket, presentTicket } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsGetTicket } from '../../src/generated/socialboards/GetTicket';

export default action<SocialboardsGetTicket>(async ({ ticketId }, context) => {
  const ticket = await findVisibleTicket(context, ticketId);
  return { data: await presentTicket(context, ticket) };
});
