import { action } from '../../src/calls/action';
import { pagination, rowsOf } from '../../src/dialects/helpdeskeddy/paging';
import { staffUserId } from '../../src/dialects/helpdeskeddy/people';
import { findTicket } from '../../src/dialects/helpdeskeddy/tickets';
import type { HelpdeskeddyListAudit } from '../../src/generated/helpdeskeddy/ListAudit';
import { type ActivityEntry, listTicketActivity } from '../../src/store/desk/activity';

export default action<HelpdeskeddyListAudit>(async ({ id, page }, context) => {
  const ticket = await findTicket(context, id);
  const { rows, total } = await listTicketActivity(context.db, ticket, rowsOf(page));
  return { data: rows.map((entry) => present(ticket.id, entry)), pagination: pagination(total, page) };
});

const present = (ticketId: number, entry: ActivityEntry) => ({
  ticket_id: ticketId,
  id: entry.id,
  user_id: actorOf(entry),
  user_name: entry.username,
  date_created: entry.at,
  text: entry.description,
  changes: Object.entries(entry.changes ?? {}).map(([name, [from, to]]) => ({ name, from: text(from), to: text(to) })),
});

/** Who did it: a member of staff, or a client; 0 for a program. */
function actorOf({ staffId, caller }: ActivityEntry): number {
  if (staffId !== 0) return staffUserId(staffId);
  return Number(/^client:(\d+)$/.exec(caller)?.[1] ?? 0);
}

const text = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
