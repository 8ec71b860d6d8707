import type { Context } from '../action';
import type { TicketRow } from '../store/tickets';

/** Puts a ticket away: only those who ask for deleted tickets see it. Emits `TicketDelete`. */
export function putAway(context: Context, ticket: Pick<TicketRow, 'id'>): void {
  const { db, now } = context;
  db.send('update tickets set deleted_at = coalesce(deleted_at, $2), updated_at = $2 where id = $1', [ticket.id, now]);
  tellDeletion(context, ticket);
}

/** Takes a ticket back. */
export function takeBack({ db, now }: Context, ticket: Pick<TicketRow, 'id'>): void {
  db.send('update tickets set deleted_at = null, updated_at = $2 where id = $1', [ticket.id, now]);
}

/** Erases a ticket with all its messages, notes and files, for good. Emits `TicketDelete`. */
export function eraseTicket(context: Context, ticket: Pick<TicketRow, 'id'>): void {
  context.db.send('delete from tickets where id = $1', [ticket.id]);
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

/** Erases a reply with its files. Emits `TicketDeleteReply`. */
export function eraseReply({ db, now, caller, emit }: Context, ticket: Pick<TicketRow, 'id'>, replyId: number): void {
  db.send('delete from messages where id = $1 and ticket_id = $2 and not is_first', [replyId, ticket.id]);
  db.send('update tickets set updated_at = $2 where id = $1', [ticket.id, now]);
  emit('TicketDeleteReply', { ticketId: ticket.id, replyId, adminId: caller.staff?.id ?? 0 });
}

/** Erases a note with its files. */
export function eraseNote({ db, now }: Context, ticket: Pick<TicketRow, 'id'>, noteId: number): void {
  db.send('delete from notes where id = $1 and ticket_id = $2', [noteId, ticket.id]);
  db.send('update tickets set updated_at = $2 where id = $1', [ticket.id, now]);
}
