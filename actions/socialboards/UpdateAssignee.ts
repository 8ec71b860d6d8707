import { action } from '../../src/calls/action';
import { findAssignee, noTeammate } from '../../src/dialects/socialboards/people';
import { findTicketToChange, findVisibleTicket, presentTicket } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsUpdateAssignee } from '../../src/generated/socialboards/UpdateAssignee';
import { updateExtras } from '../../src/tickets/extras';

export default action<SocialboardsUpdateAssignee>(async ({ ticketId, assigneeId }, context) => {
  const ticket = await findTicketToChange(context, ticketId);
  const assignee = await findAssignee(context, assigneeId);
  if (assignee === undefined) throw noTeammate();
  updateExtras(context, ticket, { assignee });
  return { data: await presentTicket(context, await findVisibleTicket(context, ticket.id)) };
});
