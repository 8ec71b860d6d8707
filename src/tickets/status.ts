import type { Context } from '../action';
import { called, type Status } from '../store/desk';
import { type AuthorKind, type TicketRow, writeStatus } from '../store/tickets';

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

/**
 * What a reply makes of a ticket's status: Answered where staff replies, Customer-Reply otherwise. Where an operator gave
 * that status another name it is still known by its slug; where there is none at all the ticket keeps the one it has.
 */
export function statusAfterReply(
  statuses: Status[],
  author: { kind: AuthorKind },
  ticket: Pick<TicketRow, 'statusId'>,
): Status | undefined {
  const title = author.kind === 'staff' ? 'Answered' : 'Customer-Reply';
  return (
    called(statuses, title, (status) => status.title) ??
    called(statuses, title, ({ slug }) => slug) ??
    statuses.find(({ id }) => id === ticket.statusId)
  );
}
