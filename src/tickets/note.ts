import type { Context } from '../calls/action';
import { insertAttachments, type NewAttachment } from '../store/tickets/attachments';
import { insertNote } from '../store/tickets/notes';
import { type MessageFormat, type TicketRow, touchTicket } from '../store/tickets/tickets';
import { logTicket } from './log';

interface NewNote {
  body: string;
  format: MessageFormat;
  createdAt: Date;
  attachments: NewAttachment[];
  /** The member of staff who writes it, or only a name; by default, the caller. */
  staff?: { id: number | null; name: string };
}

/** Adds a note that only staff can see, and returns its id. Emits `TicketAddNote`. */
export async function addNote(context: Context, ticket: TicketRow, note: NewNote): Promise<number> {
  const { db, now, caller, emit } = context;
  const staff = note.staff ?? caller.staff;
  const id = await insertNote(db, {
    ticketId: ticket.id,
    staffId: staff?.id ?? null,
    authorName: staff?.name ?? '',
    body: note.body,
    format: note.format,
    createdAt: note.createdAt,
  });
  insertAttachments(db, { noteId: id }, note.attachments);
  touchTicket(db, ticket.id, now);
  logTicket(context, ticket, 'Note added', { part: `note ${id}` });
  emit('TicketAddNote', {
    ticketid: ticket.id,
    noteid: id,
    adminid: staff?.id ?? 0,
    attachments: note.attachments.map(({ filename }) => filename),
  });
  return id;
}
