import type { Database } from '../database/pool';
import type { Delivery } from '../deliveries/listener';
import { findWrittenTexts, writtenIn } from '../store/deliveries/texts';
import { findTicketViews } from '../store/tickets/whmcs-views';
import type { EventFacts } from './body';

export type FindFacts = (delivery: Delivery) => Promise<EventFacts>;

const NOTHING: EventFacts = { ticket: undefined, message: undefined };

/** Several webhooks are told of an event at the same time, so what it is about is read once. */
const REMEMBERED_EVENTS = 500;

/** Makes a function that finds what events are about: those of deliveries that begin together, in one transaction. */
export function rememberedFacts(database: Pick<Database, 'transaction'>): FindFacts {
  const remembered = new Map<number, Promise<EventFacts>>();
  let waiting: Delivery[] = [];
  let reading: Promise<(delivery: Delivery) => EventFacts> | undefined;

  async function find(delivery: Delivery): Promise<EventFacts> {
    waiting.push(delivery);
    reading ??= Promise.resolve().then(() => {
      const together = waiting;
      waiting = [];
      reading = undefined;
      return read(database, together);
    });
    return (await reading)(delivery);
  }

  return (delivery) => {
    const { eventId, ticketId } = delivery;
    if (eventId === null || ticketId === null) return Promise.resolve(NOTHING);
    const known = remembered.get(eventId);
    if (known !== undefined) return known;
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED_EVENTS && oldest !== undefined) remembered.delete(oldest);
    const finding = find(delivery);
    remembered.set(eventId, finding);
    finding.catch(() => remembered.delete(eventId));
    return finding;
  };
}

async function read(
  database: Pick<Database, 'transaction'>,
  deliveries: Delivery[],
): Promise<(delivery: Delivery) => EventFacts> {
  const ticketIds = deliveries.flatMap(({ ticketId }) => ticketId ?? []);
  const places = deliveries.flatMap(({ payload }) => writtenIn(payload) ?? []);
  const [tickets, textOf] = await database.transaction('read', (db) =>
    Promise.all([findTicketViews(db, [...new Set(ticketIds)]), findWrittenTexts(db, places)]),
  );
  const viewOf = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return ({ ticketId, payload }) => {
    const written = writtenIn(payload);
    return {
      ticket: ticketId === null ? undefined : viewOf.get(ticketId),
      message: written === undefined ? undefined : textOf(written),
    };
  };
}
