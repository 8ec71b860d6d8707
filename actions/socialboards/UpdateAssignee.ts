import { action } from '../../src/calls/action';
import { checkPreviousAssignee, findAssignee, noTeammate } from '../../src/dialects/socialboards/people';
import { findTicketToChange, findVisibleTicket, presentTicket } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsUpdateAssignee } from '../../src/generated/socialboards/UpdateAssignee';
import { updateExtras } from '../../src/tickets/extras';

/** Checks in the order of `x-refusals`. */
export default action<SocialboardsUpdateAssignee>(async ({ ticketId, assigneeId, previousAssigneeId }, context) => {
  const ticket = await findTicketToChange(context, ticketId);
  const assignee = await findAssignee(context, assigneeId);
  if (assignee === undefined) throw noTeammate();
  // A call that is sent again takes the ticket from nobody.
  const isReassigned = ticket.assigneeId !== (assignee?.id ?? null);
  if (isReassigned) await checkPreviousAssignee(context, ticket.assigneeId, previousAssigneeId);
  updateExtras(context, ticket, { assignee });
  return { data: await presentTicket(context, await findVisibleTicket(context, ticket.id)) };
});
