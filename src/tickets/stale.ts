import type { Context } from '../calls/action';
import { Stale } from '../errors';
import { findByName } from '../store/desk/named';
import { findNewerNote, findNewerReply } from '../store/tickets/arrivals';
import type { Author, TicketReference, TicketRow } from '../store/tickets/tickets';
import { isClosed } from './status';

/** What the author of a message had seen of its ticket. What is undefined is not compared. */
interface Seen {
  /** How the author names the ticket. */
  reference: TicketReference;
  /** The newest reply; 0 if there was none. */
  replyId: number | undefined;
  /** The newest note; 0 if there was none. */
  noteId: number | undefined;
  /** The title of the status. */
  status: string | undefined;
}

/**
 * What the author of a message had seen, as the parameters of a call say it.
 *
 * @returns undefined if they say nothing
 */
export const seenIn = (
  reference: TicketReference,
  params: { seenreplyid?: number; seennoteid?: number; seenstatus?: string },
): Seen | undefined => {
  const { seenreplyid: replyId, seennoteid: noteId, seenstatus: status } = params;
  const saysNothing = replyId === undefined && noteId === undefined && status === undefined;
  return saysNothing ? undefined : { reference, replyId, noteId, status };
};

/**
 * Stops a message that was written before something arrived which its author had not seen: a reply or a note by
 * somebody else, that the ticket was closed, or that it was merged into another.
 *
 * @param ticket locked, so that nothing can arrive before the message is written
 * @param seen undefined if nobody says what the author had seen; then nothing is stopped
 * @throws Stale (conflict) `Stopped: the ticket was merged into xxx meanwhile`; `Stopped: xxx has replied meanwhile
 * (reply xxx)`; `Stopped: xxx has added a note meanwhile (note xxx)`; `Stopped: the ticket was closed meanwhile`
 */
export async function refuseStale(
  context: Context,
  ticket: TicketRow,
  author: Author,
  seen: Seen | undefined,
): Promise<void> {
  if (seen === undefined) return;
  const { db, caller } = context;
  if (!isNamed(ticket, seen.reference)) {
    throw new Stale('merged', `the ticket was merged into ${ticket.number} meanwhile`);
  }
  const reply = seen.replyId === undefined ? undefined : await findNewerReply(db, ticket.id, seen.replyId, author);
  if (reply !== undefined) throw new Stale('reply', `${reply.name} has replied meanwhile (reply ${reply.id})`);
  // Customers may not even learn that there are notes.
  const readsNotes = caller.clientId === null && caller.ticketId === null;
  const note =
    seen.noteId === undefined || !readsNotes
      ? undefined
      : await findNewerNote(db, ticket.id, seen.noteId, author.staffId);
  if (note !== undefined) throw new Stale('note', `${note.name} has added a note meanwhile (note ${note.id})`);
  if (seen.status !== undefined && (await hasClosed(context, ticket, seen.status))) {
    throw new Stale('closed', 'the ticket was closed meanwhile');
  }
}

const isNamed = (ticket: TicketRow, reference: TicketReference): boolean =>
  'id' in reference
    ? reference.id === ticket.id
    : reference.number === ticket.number || reference.otherwiseId === ticket.id;

/** Whether a ticket that had a status is closed now and was not then. */
async function hasClosed(context: Context, ticket: TicketRow, before: string): Promise<boolean> {
  const { statuses } = await context.catalogue();
  return isClosed(ticket, statuses) && findByName(statuses, before, ({ title }) => title)?.isClosed !== true;
}
