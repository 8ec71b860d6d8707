import type { Author, TicketRow } from '../../store/tickets/tickets';
import { guest, ofClient } from '../../tickets/authors';

/** Who writes on the pages of a ticket: its client, or the guest who opened it. Whoever has the link is one of them. */
export const writerOf = ({ clientId, requesterName, requesterEmail }: TicketRow): Author =>
  clientId === null ? guest(requesterName, requesterEmail) : ofClient(clientId);
