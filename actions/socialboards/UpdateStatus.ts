import { action } from '../../src/calls/action';
import { findStatus } from '../../src/dialects/socialboards/statuses';
import { findTicketToChange, findVisibleTicket, presentTicket } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsUpdateStatus } from '../../src/generated/socialboards/UpdateStatus';
import { listStatuses } from '../../src/store/desk/statuses';
import { changeStatus } from '../../src/tickets/status';

export default action<SocialboardsUpdateStatus>(async (params, context) => {
  const ticket = await findTicketToChange(context, params.ticketId);
  const status = findStatus(await listStatuses(context.db), params.status);
  changeStatus(context, ticket, status);
  return { data: await presentTicket(context, await findVisibleTicket(context, ticket.id)) };
});
