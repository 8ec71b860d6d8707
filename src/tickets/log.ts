import type { Context, Entry } from '../calls/action';
import type { Changes } from '../store/desk/activity';
import type { Author, TicketRow } from '../store/tickets/tickets';

/**
 * Says in the activity log what was done with a ticket, and whose it is: `Ticket closed: id 5`, `Note added: id 5, note 7`.
 *
 * @param done without it, nothing is said but the changes: what they follow from is said elsewhere.
 * @param changes by name: what was, and what is. Never the text of a message.
 * @param part what of the ticket it was done with.
 */
export function tell(
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
 * What the activity log says of who wrote, where the call does not tell: the address of a guest, the name of an
 * administrator, a contact, and a client other than the one that the entry is about.
 */
export function authorChange({ kind, name, email, clientId, contactId }: Author, about: number | null): Changes {
  if (kind === 'guest') return { guest: [null, email] };
  if (kind === 'staff') return { admin: [null, name] };
  return {
    ...(contactId !== null && { contact: [null, contactId] }),
    ...(clientId !== about && { client: [null, clientId] }),
  };
}
