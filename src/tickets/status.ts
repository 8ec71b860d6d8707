import type { Context } from '../action';
import { called, type Status } from '../store/desk';
import { type AuthorKind, type TicketRow, writeStatus } from '../store/tickets';
import { tell } from './log';

/**
 * Sets a ticket's status.
 *
 * Emits `TicketStatusChange` where staff sets it by hand, as published, and `TicketClose` whenever it ends a ticket.
 *
 * @param by how the change came about: by hand, or as the consequence of a reply.
 */
export function changeStatus(
  context: Context,
  ticket: Pick<TicketRow, 'id' | 'clientId' | 'statusId' | 'statusTitle'>,
  status: Status,
  by: 'hand' | 'reply',
): void {
  const { db, now, caller, emit } = context;
  writeStatus(db, ticket.id, status, now);
  if (status.id === ticket.statusId) return;
  const done = status.isClosed ? 'Ticket closed' : 'Ticket changed';
  // What follows from a reply is told of the reply.
  tell(context, ticket, by === 'hand' ? done : undefined, {
    changes: { status: [ticket.statusTitle, status.title] },
  });
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
