import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UnmergeTicket } from '../src/generated/UnmergeTicket';
import { findTicketForUpdate, lockMerges } from '../src/store/tickets/tickets';
import { unmergeTicket } from '../src/tickets/unmerge';

export default action<UnmergeTicket>(async ({ ticketid }, context) => {
  await lockMerges(context.db);
  const holder = await findTicketForUpdate(context.db, { id: ticketid }, context.caller);
  if (holder === undefined) throw notFound('Ticket ID Not Found');
  if (holder.id === ticketid) throw invalid('The ticket is not merged');
  await unmergeTicket(context, holder, ticketid);
  return { ticketid, masterticketid: holder.id };
});
