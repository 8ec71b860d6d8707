import type { Delivery } from '../deliveries/listener';
import type { FeedEvent } from '../store/deliveries/feed';
import type { PayloadKind } from '../store/deliveries/webhooks';
import type { TicketView } from '../store/tickets/whmcs-views';

/** The version of what {@link writeBody} writes. */
export const VERSION = 1;

/** What is known about an event besides itself. */
export interface EventFacts {
  /** Undefined if the event has no ticket, or if it is gone. */
  ticket: TicketView | undefined;
  /** The text that was written; undefined if the event is not about one. */
  message: string | undefined;
}

/**
 * What may be told of an event to somebody of some departments. Of a ticket that has left them, they learn what happened
 * there, and not what it says from then on.
 *
 * @param departmentIds empty for all
 */
export const withoutForeign = (facts: EventFacts, departmentIds: number[]): EventFacts => {
  const isForeign = facts.ticket !== undefined && !departmentIds.includes(facts.ticket.departmentId);
  return departmentIds.length > 0 && isForeign ? { ...facts, ticket: undefined } : facts;
};

/** The id of a message, which stays the same in every attempt. */
export const messageIdOf = ({ id, eventId }: Pick<Delivery, 'id' | 'eventId'>): string =>
  eventId === null ? `test_${id}` : idOfEvent(eventId);

const idOfEvent = (eventId: number): string => `evt_${eventId}`;

/** Writes the body of a webhook. The thin form has only the ids, for receivers that ask the API for the rest. */
export function writeBody(delivery: Delivery, kind: PayloadKind, facts: EventFacts): string {
  const { event, sequence, payload, recordedAt } = delivery;
  const whole = describeEvent({ id: messageIdOf(delivery), event, sequence, recordedAt, payload }, facts);
  if (kind === 'full') return JSON.stringify(whole);
  const { ticket } = whole;
  return JSON.stringify({
    ...whole,
    data: idsIn(payload),
    ticket: ticket && { id: ticket.id, tid: ticket.tid },
  });
}

/** An event as webhooks and the feed tell it. `data` has the variables of WHMCS's hook, and what was written. */
const describeEvent = (
  {
    id,
    event,
    sequence,
    recordedAt,
    payload,
  }: Pick<Delivery, 'event' | 'sequence' | 'recordedAt' | 'payload'> & { id: string },
  { ticket, message }: EventFacts,
) => ({
  ...{ id, type: event, sequence, timestamp: recordedAt.toISOString(), version: VERSION },
  data: { ...payload, ...(message !== undefined && { message }) },
  ticket: ticket === undefined ? null : presentTicket(ticket),
});

/** An event as the feed tells it. */
export const describeFeedEvent = ({ outboxId, createdAt, ...event }: FeedEvent, facts: EventFacts) =>
  describeEvent({ ...event, id: idOfEvent(outboxId), recordedAt: createdAt }, facts);

const idsIn = (payload: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(payload).filter(
      ([name, value]) => /ids?$/i.test(name) && (typeof value === 'number' || Array.isArray(value)),
    ),
  );

/** A ticket in the words of GetTicket. */
const presentTicket = (ticket: TicketView) => ({
  ...{ id: ticket.id, tid: ticket.number, deptid: ticket.departmentId, deptname: ticket.departmentName },
  ...{ userid: ticket.clientId, contactid: ticket.contactId, name: ticket.name, email: ticket.email, cc: ticket.cc },
  ...{ subject: ticket.subject, status: ticket.status, priority: ticket.priority, admin: ticket.staffName },
  ...{ flag: ticket.assigneeId, service: ticket.about },
  ...{ date: ticket.createdAt.toISOString(), lastreply: ticket.lastReplyAt.toISOString() },
});
