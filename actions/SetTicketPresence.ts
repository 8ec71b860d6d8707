import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { SetTicketPresence } from '../src/generated/SetTicketPresence';
import { endPresence, findTicketToSee, notePresence } from '../src/store/tickets/presence';
import { PRESENT_MS, TYPING_MS } from '../src/tickets/presence';

/** Checks in the order of `x-refusals`. */
export default action<SetTicketPresence>(async ({ ticketid, state }, context) => {
  const { db, caller, now } = context;
  if (caller.staff === null) throw invalid('Only an administrator can be at a ticket');
  const ticketId = await findTicketToSee(db, ticketid, caller.departmentIds);
  if (ticketId === undefined) throw notFound('Ticket ID Not Found');
  // Browsers say it all day, which would hide everything else in the activity log.
  context.takeEntry({});
  const staffId = caller.staff.id;
  if (state === 'away') {
    endPresence(db, ticketId, staffId);
    return { ticketid: ticketId, state };
  }
  const expires = new Date(now.getTime() + PRESENT_MS);
  const typingUntil = new Date(now.getTime() + (state === 'typing' ? TYPING_MS : 0));
  notePresence(db, { ticketId, staffId, now, expiresAt: expires, typingUntil });
  return { ticketid: ticketId, state, expires };
});
