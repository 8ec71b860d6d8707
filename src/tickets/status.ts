import type { Context } from '../action';
import type { Status } from '../store/desk';
import { type TicketRow, writeStatus } from '../store/tickets';

/**
 * Sets a ticket's status.
 *
 * Emits `TicketStatusChange` where staff sets it by hand, as published, and `TicketClose` whenever it ends a ticket.
 *
 * @param by how the change came about: by hand, or as the consequence of a reply.
 */
export function changeStatus(
  { db, now, caller, emit }: Context,
  ticket: Pick<TicketRow, 'id' | 'statusId'>,
  status: Status,
  by: 'hand' | 'reply',
): void {
  writeStatus(db, ticket.id, status, now);
  if (status.id === ticket.statusId) return;
  if (by === 'hand') {
    emit('TicketStatusChange', { ticketid: ticket.id, adminid: caller.staff?.id ?? 0, status: status.title });
  }
  if (status.isClosed) emit('TicketClose', { ticketid: ticket.id });
}
