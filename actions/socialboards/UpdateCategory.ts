import { action } from '../../src/calls/action';
import { checkCategory } from '../../src/dialects/socialboards/categories';
import { findTicketToChange, findVisibleTicket, presentTicket } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsUpdateCategory } from '../../src/generated/socialboards/UpdateCategory';
import { updateExtras } from '../../src/tickets/extras';

export default action<SocialboardsUpdateCategory>(async ({ ticketId, categoryId = null }, context) => {
  const ticket = await findTicketToChange(context, ticketId);
  updateExtras(context, ticket, { details: { categoryId: await checkCategory(context, categoryId) } });
  return { data: await presentTicket(context, await findVisibleTicket(context, ticket.id)) };
});
