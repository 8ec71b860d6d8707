import { type BulkTicketRow, blockSenders } from '../../store/tickets/bulk-writes';
import { type Batch, fail } from './batch';
import { stateOf } from './changes';

/**
 * Blocks the guests who opened tickets, by the rules of BlockTicketSender.
 *
 * @returns the tickets whose sender is blocked now
 */
export async function block(batch: Batch, tickets: BulkTicketRow[]): Promise<BulkTicketRow[]> {
  const { context, outcomes } = batch;
  const { db, now } = context;
  const guests = tickets.filter((ticket) => {
    if (ticket.clientId !== null) fail(batch, ticket.id, 'A Client Cannot Be Blocked');
    else if (ticket.requesterEmail === '') fail(batch, ticket.id, 'The Sender Has No Email Address');
    else return true;
    return false;
  });
  if (guests.length === 0) return [];
  const added = new Set(
    await blockSenders(
      db,
      guests.map(({ requesterEmail }) => requesterEmail),
      now,
    ),
  );
  if (added.size > 0) context.forget();
  for (const ticket of guests) {
    const email = ticket.requesterEmail.toLowerCase();
    if (!added.delete(email)) continue;
    const state = stateOf(ticket);
    outcomes.set(ticket.id, {
      ticketId: ticket.id,
      state: 'done',
      facts: { before: state, after: state, blocked: email },
    });
  }
  return guests;
}
