import type { Caller } from '../../access/caller';
import type { Author, TicketRow } from '../../store/tickets/tickets';
import { guest, ofClient } from '../../tickets/authors';

/** Who writes on the pages of a ticket: its client, or the guest who opened it. Whoever has the link is one of them. */
export const writerOf = ({ clientId, requesterName, requesterEmail }: TicketRow): Author =>
  clientId === null ? guest(requesterName, requesterEmail) : ofClient(clientId);

/**
 * Whose draft a caller's is. The users of a client share its tickets, but not what each of them has begun to write. Whoever
 * has the link shares it with everybody who has it.
 */
export const draftWriter = ({ name, session }: Caller): string =>
  session === undefined || session.userId === null ? name : `${name}:user:${session.userId}`;
