import { action } from '../../src/calls/action';
import { checkCategory } from '../../src/dialects/socialboards/categories';
import { findTicketToChange, findVisibleTicket, presentTicket } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsUpdateCategory } from '../../src/generated/socialboards/UpdateCategory';
import { updateExtras } from '../../src/tickets/extras';

export default action<SocialboardsUpdateCategory>(async (params, context) => {
  const ticket = await findTicketToChange(context, params.ticketId);
  const categoryId = await checkCategory(context, params.categoryId ?? null);
  updateExtras(context, ticket, { details: { categoryId } });
  return { data: await presentTicket(context, await findVisibleTicket(context, ticket.id)) };
});
