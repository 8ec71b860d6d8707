import type { TicketFacts } from '../../store/tickets/rest-views';
import { uuidOf } from '../../tickets/authors';

interface User {
  id: string;
  name: string;
  email: string;
  image: string | null;
}

/** Shows somebody as the API's model of a user. The desk has no bots and no identifiers from elsewhere. */
export const presentUser = ({ id, name, email, image }: User, status: 'client' | 'team') => ({
  id,
  name,
  email,
  image,
  isBot: false,
  status,
  customIdentifier: null,
});

interface Customer {
  /** Words that identify somebody who acts for a client. */
  person: string | null;
  clientUuid: string | null;
  name: string;
  email: string;
}

/**
 * The id of a customer: a client's own. Others have no row with an id of this kind, so that it is derived: for a client's
 * contact or user from who they are, for a guest from the e-mail address, or else from the ticket. No two people share an
 * id, also not two guests without an address in one ticket, as after a merge.
 */
export function idOfCustomer(ticket: TicketFacts, { person, clientUuid, name, email }: Customer): string {
  if (person !== null) return uuidOf(person);
  if (clientUuid !== null) return clientUuid;
  if (email !== '') return uuidOf(`guest ${email.toLowerCase()}`);
  const isRequester = name === ticket.requesterName;
  return uuidOf(isRequester ? `guest of ticket ${ticket.id}` : `guest ${name} of ticket ${ticket.id}`);
}
