import { action } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { notFound } from '../src/errors';
import type { MarkTicketUnread } from '../src/generated/MarkTicketUnread';
import { noteSeen } from '../src/store/tickets/seen';
import { findTicketView } from '../src/store/tickets/whmcs-views';
import { readerOf } from '../src/tickets/seen';

export default action<MarkTicketUnread>(async (params, context) => {
  const staffId = readerOf(context.caller);
  const ticket = await findTicketView(context.db, referenceOf(params), context.caller);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  noteSeen(context.db, { staffId, ticketId: ticket.id, now: context.now, isUnread: true });
  context.record({ clientId: ticket.clientId === 0 ? null : ticket.clientId });
  return { ticketid: ticket.id };
});
