import type { Context } from '../calls/action';
import type { EventRow } from '../store/desk/outbox';
import { deleteTicket, deleteTicketsOfClient, markDeleted, unmarkDeleted } from '../store/tickets/changes';
import { deleteReply } from '../store/tickets/messages';
import { deleteNote } from '../store/tickets/notes';
import { dateLastReply, type TicketRow, touchTicket } from '../store/tickets/tickets';
import { logTicket } from './log';

type Ticket = Pick<TicketRow, 'id' | 'clientId'>;

/** Whose deletion is told: once it is gone, nobody could find its department for those who work in it. */
type Deleted = Pick<TicketRow, 'id' | 'departmentId'>;

/**
 * Deletes a ticket in a way that can be undone: only calls that ask for deleted tickets see it. Emits `TicketDelete`.
 */
export function softDeleteTicket(context: Context, ticket: Ticket & Deleted): void {
  const { db, now } = context;
  markDeleted(db, ticket.id, now);
  logTicket(context, ticket, 'Ticket deleted');
  emitDeletion(context, ticket);
}

/** Restores a deleted ticket. Emits `TicketRestore` if it was deleted. */
export function restoreTicket(context: Context, ticket: Ticket & Deleted & Pick<TicketRow, 'isDeleted'>): void {
  const { db, now, emit } = context;
  unmarkDeleted(db, ticket.id, now);
  logTicket(context, ticket, 'Ticket restored');
  if (!ticket.isDeleted) return;
  const { name, payload } = restoration(context, ticket);
  emit(name, payload);
}

/** The event of a deleted ticket that is back. */
export const restoration = ({ caller }: Pick<Context, 'caller'>, { id, departmentId }: Deleted): EventRow => ({
  name: 'TicketRestore',
  payload: { ticketid: id, adminid: caller.staff?.id ?? 0, deptid: departmentId },
});

/**
 * Erases a ticket for good, with its messages, notes and files and the tickets merged into it. Emits `TicketDelete`.
 */
export function eraseTicket(context: Context, ticket: Ticket & Deleted & Pick<TicketRow, 'number' | 'subject'>): void {
  deleteTicket(context.db, ticket.id);
  // From now on, only the log knows what the ticket was.
  logTicket(context, ticket, 'Ticket erased', {
    part: `number ${ticket.number}`,
    changes: { subject: [ticket.subject, null] },
  });
  emitDeletion(context, ticket);
}

/** Erases all tickets of a client for good, with everything in them. Emits `TicketDelete` for each. */
export async function eraseTicketsOfClient(context: Context, clientId: number): Promise<void> {
  const erased = await deleteTicketsOfClient(context.db, clientId);
  for (const ticket of erased) emitDeletion(context, ticket);
}

function emitDeletion(context: Context, ticket: Deleted): void {
  const { name, payload } = deletion(context, ticket);
  context.emit(name, payload);
}

/** The event of a ticket that is deleted. */
export const deletion = ({ caller }: Pick<Context, 'caller'>, { id, departmentId }: Deleted): EventRow => ({
  name: 'TicketDelete',
  payload: { ticketId: id, adminId: caller.staff?.id ?? 0, deptid: departmentId },
});

/** Erases a reply with its files. Replies to it stay, without a parent. Emits `TicketDeleteReply`. */
export function eraseReply(context: Context, ticket: Ticket, replyId: number): void {
  const { db, now, caller, emit } = context;
  deleteReply(db, ticket.id, replyId);
  dateLastReply(db, ticket.id, now);
  logTicket(context, ticket, 'Reply deleted', { part: `reply ${replyId}` });
  emit('TicketDeleteReply', { ticketId: ticket.id, replyId, adminId: caller.staff?.id ?? 0 });
}

/** Erases a note with its files. */
export function eraseNote(context: Context, ticket: Ticket, noteId: number): void {
  const { db, now } = context;
  deleteNote(db, ticket.id, noteId);
  touchTicket(db, ticket.id, now);
  logTicket(context, ticket, 'Note deleted', { part: `note ${noteId}` });
}
