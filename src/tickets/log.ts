import type { Context, Entry } from '../calls/action';
import type { Changes } from '../store/desk/activity';
import type { EventRow } from '../store/desk/outbox';
import type { Author, TicketRow } from '../store/tickets/tickets';

/**
 * Describes in the activity log what was done with a ticket, and names its client: `Ticket closed: id 5`, `Note added:
 * id 5, note 7`.
 *
 * @param done what was done. Without it, only the changes are added, to the description of what caused them.
 * @param changes by name, before and after. Never the text of a message.
 * @param part the part of the ticket that was affected.
 */
export function logTicket(
  { record }: Context,
  ticket: Pick<TicketRow, 'id' | 'clientId'>,
  done: string | undefined,
  { changes, part }: { changes?: Entry['changes']; part?: string } = {},
): void {
  record({
    clientId: ticket.clientId,
    ...(done !== undefined && { description: `${done}: id ${ticket.id}${part === undefined ? '' : `, ${part}`}` }),
    ...(changes !== undefined && { changes }),
  });
}

/**
 * Reads the descriptions that {@link logTicket} writes. The id is 0 in any other.
 *
 * @returns also the id of the ticket that the part is; 0 if it is none
 */
export function readLogged(description: string): { done: string; ticketId: number; otherId: number } {
  const [, done = '', id = 0, otherId = 0] =
    /^([A-Za-z ]+): id (\d{1,9})\b(?:, ticket (\d{1,9})$)?/.exec(description) ?? [];
  return { done, ticketId: Number(id), otherId: Number(otherId) };
}

/** What a change of one detail of a ticket adds to the activity log, and the events that tell of it. */
export interface Told {
  changes: Changes;
  events: EventRow[];
}

/** What is told of a detail that stays as it was. */
export const NOTHING_TOLD: Told = { changes: {}, events: [] };

/** Tells of a change, if there was one. */
export function tell(context: Context, ticket: Pick<TicketRow, 'id' | 'clientId'>, done: string, told: Told): void {
  if (told === NOTHING_TOLD) return;
  logTicket(context, ticket, done, { changes: told.changes });
  for (const { name, payload } of told.events) context.emit(name, payload);
}

/**
 * What the activity log adds about an author, because the entry's caller and client don't tell: the address of a guest,
 * the name of an administrator, a contact, and a client other than the one the entry is about.
 */
export function authorChange({ kind, name, email, clientId, contactId }: Author, about: number | null): Changes {
  if (kind === 'guest') return { guest: [null, email] };
  if (kind === 'staff') return { admin: [null, name] };
  return {
    ...(contactId !== null && { contact: [null, contactId] }),
    ...(clientId !== about && { client: [null, clientId] }),
  };
}
