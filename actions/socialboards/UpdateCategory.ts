import { action } from '../../src/calls/action';
import { noCategory } from '../../src/dialects/socialboards/categories';
import { findTicketToChange, findVisibleTicket, presentTicket } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsUpdateCategory } from '../../src/generated/socialboards/UpdateCategory';
import { rowExists } from '../../src/store/rows';
import { updateExtras } from '../../src/tickets/extras';

export default action<SocialboardsUpdateCategory>(async (params, context) => {
  const ticket = await findTicketToChange(context, params.ticketId);
  const { categoryId = null } = params;
  if (categoryId !== null && !(await rowExists(context.db, 'categories', categoryId))) throw noCategory();
  updateExtras(context, ticket, { details: { categoryId } });
  return { data: await presentTicket(context, await findVisibleTicket(context, ticket.id)) };
});
