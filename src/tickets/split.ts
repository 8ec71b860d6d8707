import type { Context } from '../calls/action';
import { ApiError, invalid } from '../errors';
import { dateByMessages, insertSplitTicket } from '../store/tickets/splitting';
import { dateLastReply, type TicketRow } from '../store/tickets/tickets';
import { listMessagesAt, moveMessages } from '../store/tickets/unmerging';
import { logTicket } from './log';
import { addNote } from './note';
import { drawAccessCode, drawNumbers } from './numbers';

interface Split {
  messageIds: number[];
  subject: string;
  department: { id: number };
  statusId: number;
}

interface SplitOff {
  id: number;
  number: string;
  accessCode: string;
}

const ATTEMPTS = 10;

/**
 * Moves messages of a ticket, with their files and mails, to a new one for the same requester. Notes in both lead to the
 * other. No mail tells of it. Emits `TicketSplit` and, for the notes, `TicketAddNote`.
 *
 * @param ticket locked
 * @throws ApiError (invalid) `Invalid Message IDs: xxx` if one is no reply of the ticket, is a draft, which would be a
 * first message that nobody sees, or is the ticket's first message, which stays; (conflict) `Unable to generate ticket number`
 */
export async function splitTicket(context: Context, ticket: TicketRow, split: Split): Promise<SplitOff> {
  const { db, now, caller, emit } = context;
  const messages = await listMessagesAt(db, ticket.id, split.messageIds);
  const ids = messages.filter(({ isDraft }) => !isDraft).map(({ id }) => id);
  const wrong = split.messageIds.filter((id) => !ids.includes(id));
  const [firstId] = ids;
  if (wrong.length > 0 || firstId === undefined) throw invalid(`Invalid Message IDs: ${wrong.join(', ')}`);
  const opened = await insertNumbered(context, ticket, split);
  moveMessages(db, ticket.id, opened.id, ids, firstId);
  dateByMessages(db, opened.id);
  dateLastReply(db, ticket.id, now);
  const note = { format: 'plain' as const, createdAt: now, attachments: [] };
  const changed = { ...ticket, id: opened.id };
  await addNote(context, changed, { ...note, body: `Split off from ticket #${ticket.number}: ${ticket.subject}` });
  await addNote(context, ticket, { ...note, body: `Split off as ticket #${opened.number}: ${split.subject}` });
  logTicket(context, ticket, 'Ticket split', { part: `ticket ${opened.id}`, changes: { messages: [ids, null] } });
  emit('TicketSplit', {
    ...{ adminId: caller.staff?.id ?? 0, ticketId: opened.id, fromTicketId: ticket.id, messageIds: ids },
    fromdeptids: [ticket.departmentId],
  });
  return opened;
}

async function insertNumbered({ db, desk, now }: Context, ticket: TicketRow, split: Split): Promise<SplitOff> {
  const accessCode = drawAccessCode();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const inserted = await insertSplitTicket(db, ticket.id, {
      numbers: drawNumbers(desk.ticketMask, now, desk.timeZone),
      ...{ accessCode, now, subject: split.subject, departmentId: split.department.id, statusId: split.statusId },
    });
    if (inserted !== undefined) return { ...inserted, accessCode };
  }
  throw new ApiError('conflict', 'Unable to generate ticket number');
}
