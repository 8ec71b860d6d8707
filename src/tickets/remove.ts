import type { Context } from '../calls/action';
import { dateLastReply, type TicketRow, touchTicket } from '../store/tickets/tickets';
import { tell } from './log';

type Ticket = Pick<TicketRow, 'id' | 'clientId'>;

/** Puts a ticket away: only those who ask for deleted tickets see it. Emits `TicketDelete`. */
export function putAway(context: Context, ticket: Ticket): void {
  const { db, now } = context;
  db.send('update tickets set deleted_at = coalesce(deleted_at, $2), updated_at = $2 where id = $1', [ticket.id, now]);
  tell(context, ticket, 'Ticket deleted');
  tellDeletion(context, ticket);
}

/** Takes a ticket back. */
export function takeBack(context: Context, ticket: Ticket): void {
  const { db, now } = context;
  db.send('update tickets set deleted_at = null, updated_at = $2 where id = $1', [ticket.id, now]);
  tell(context, ticket, 'Ticket restored');
}

/**
 * Erases a ticket with all its messages, notes and files, for good, and with it those that were merged into it. Emits
 * `TicketDelete`.
 */
export function eraseTicket(context: Context, ticket: Ticket & Pick<TicketRow, 'number' | 'subject'>): void {
  context.db.send('delete from tickets where id = $1', [ticket.id]);
  // Nothing else will know what it was.
  tell(context, ticket, 'Ticket erased', {
    part: `number ${ticket.number}`,
    changes: { subject: [ticket.subject, null] },
  });
  tellDeletion(context, ticket);
}

/** Erases all tickets of a client with all that is in them, for good. Emits `TicketDelete` for each. */
export async function eraseTicketsOfClient(context: Context, clientId: number): Promise<void> {
  const erased = await context.db.query<Pick<TicketRow, 'id'>>(
    'delete from tickets where client_id = $1 returning id',
    [clientId],
  );
  for (const ticket of erased) tellDeletion(context, ticket);
}

function tellDeletion({ caller, emit }: Context, ticket: Pick<TicketRow, 'id'>): void {
  emit('TicketDelete', { ticketId: ticket.id, adminId: caller.staff?.id ?? 0 });
}

/** Erases a reply with its files. What answered it answers nothing any more. Emits `TicketDeleteReply`. */
export function eraseReply(context: Context, ticket: Ticket, replyId: number): void {
  const { db, now, caller, emit } = context;
  db.send('delete from messages where id = $1 and ticket_id = $2 and not is_first', [replyId, ticket.id]);
  dateLastReply(db, ticket.id, now);
  tell(context, ticket, 'Reply deleted', { part: `reply ${replyId}` });
  emit('TicketDeleteReply', { ticketId: ticket.id, replyId, adminId: caller.staff?.id ?? 0 });
}

/** Erases a note with its files. */
export function eraseNote(context: Context, ticket: Ticket, noteId: number): void {
  const { db, now } = context;
  db.send('delete from notes where id = $1 and ticket_id = $2', [noteId, ticket.id]);
  touchTicket(db, ticket.id, now);
  tell(context, ticket, 'Note deleted', { part: `note ${noteId}` });
}
