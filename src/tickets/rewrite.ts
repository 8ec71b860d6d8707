import type { Context } from '../calls/action';
import { updateMessage } from '../store/tickets/messages';
import { updateNote } from '../store/tickets/notes';
import { dateLastReply, type MessageFormat, type TicketRow, touchTicket } from '../store/tickets/tickets';
import { logTicket } from './log';

/** The log says that a body changed, but not its text. */
const BODY_CHANGED = { body: ['...', '...'] } satisfies Record<string, [unknown, unknown]>;

type Ticket = Pick<TicketRow, 'id' | 'clientId'>;

/** Rewrites a message of a ticket, and its date if one is given. */
export function rewriteMessage(
  context: Context,
  ticket: Ticket,
  message: { id: number; body: string; format: MessageFormat; createdAt?: Date },
): void {
  const { db, now } = context;
  updateMessage(db, ticket.id, message, now);
  if (message.createdAt === undefined) touchTicket(db, ticket.id, now);
  else dateLastReply(db, ticket.id, now);
  logTicket(context, ticket, 'Message rewritten', { part: `message ${message.id}`, changes: BODY_CHANGED });
}

/** Rewrites a note of a ticket. */
export function rewriteNote(
  context: Context,
  ticket: Ticket,
  note: { id: number; body: string; format: MessageFormat },
): void {
  const { db, now } = context;
  updateNote(db, ticket.id, note);
  touchTicket(db, ticket.id, now);
  logTicket(context, ticket, 'Note rewritten', { part: `note ${note.id}`, changes: BODY_CHANGED });
}
