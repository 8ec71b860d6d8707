import type { Context } from '../calls/action';
import { ApiError } from '../errors';
import type { TicketRow } from '../store/tickets/tickets';

/** Who calls: a customer has one of these. */
type Caller = Pick<Context['caller'], 'clientId' | 'ticketId'>;

/** The refusal of a customer who wants to close a ticket that only staff may close. */
export const ONLY_STAFF_CLOSES = 'Only our staff can close this ticket';

/** Whether a caller may close a ticket. Staff and programs always may; customers may not where the ticket says so. */
export const mayClose = (
  { clientId, ticketId }: Caller,
  { preventClientClosure }: Pick<TicketRow, 'preventClientClosure'>,
): boolean => !preventClientClosure || (clientId === null && ticketId === null);

/**
 * Keeps customers from giving a ticket a closed status where only staff may close it. The verbs call it, so it holds
 * whichever way a call came.
 *
 * @throws ApiError (forbidden) `Only our staff can close this ticket`
 */
export function refuseClosing(
  caller: Caller,
  ticket: Pick<TicketRow, 'statusId' | 'preventClientClosure'>,
  status: { id: number; isClosed: boolean },
): void {
  if (!status.isClosed || status.id === ticket.statusId || mayClose(caller, ticket)) return;
  throw new ApiError('forbidden', ONLY_STAFF_CLOSES);
}
