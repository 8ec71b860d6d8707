import type { Context } from '../action';
import type { MessageFormat, TicketRow } from '../store/tickets';

/** Rewrites a message of a ticket. */
export function rewriteMessage(
  { db, now }: Context,
  ticket: Pick<TicketRow, 'id'>,
  message: { id: number; body: string; format: MessageFormat },
): void {
  db.send('update messages set body = $3, format = $4, updated_at = $5 where id = $1 and ticket_id = $2', [
    message.id,
    ticket.id,
    message.body,
    message.format,
    now,
  ]);
  db.send('update tickets set updated_at = $2 where id = $1', [ticket.id, now]);
}

/** Rewrites a note of a ticket. */
export function rewriteNote(
  { db, now }: Context,
  ticket: Pick<TicketRow, 'id'>,
  note: { id: number; body: string; format: MessageFormat },
): void {
  db.send('update notes set body = $3, format = $4 where id = $1 and ticket_id = $2', [
    note.id,
    ticket.id,
    note.body,
    note.format,
  ]);
  db.send('update tickets set updated_at = $2 where id = $1', [ticket.id, now]);
}
