import type { Context } from '../../calls/action';
import type { FeedEvent } from '../../store/deliveries/feed';
import { findWrittenTexts, writtenIn } from '../../store/deliveries/texts';
import { findTicketViews } from '../../store/tickets/whmcs-views';
import { describeFeedEvent, withoutForeign } from '../../webhooks/body';

/** Events as webhooks tell them, with their tickets as they are now. */
export async function presentEvents({ db, caller }: Pick<Context, 'db' | 'caller'>, events: FeedEvent[]) {
  const ticketIds = [...new Set(events.flatMap(({ ticketId }) => ticketId ?? []))];
  const [tickets, textOf] = await Promise.all([
    ticketIds.length === 0 ? [] : findTicketViews(db, ticketIds),
    findWrittenTexts(
      db,
      events.flatMap(({ payload }) => writtenIn(payload) ?? []),
    ),
  ]);
  const ticketOf = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return events.map((event) => {
    const written = writtenIn(event.payload);
    const facts = {
      ticket: event.ticketId === null ? undefined : ticketOf.get(event.ticketId),
      message: written && textOf(written),
    };
    return describeFeedEvent(event, withoutForeign(facts, caller.departmentIds ?? []));
  });
}
