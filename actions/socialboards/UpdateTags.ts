import { action } from '../../src/calls/action';
import { findTicketToChange, findVisibleTicket, presentTicket } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsUpdateTags } from '../../src/generated/socialboards/UpdateTags';
import { checkTags, updateExtras } from '../../src/tickets/extras';

export default action<SocialboardsUpdateTags>(async ({ ticketId, tags }, context) => {
  const ticket = await findTicketToChange(context, ticketId);
  const checked = checkTags(tags ?? []);
  updateExtras(context, ticket, { tags: checked });
  return { data: await presentTicket(context, await findVisibleTicket(context, ticket.id)) };
});
