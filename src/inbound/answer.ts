import { ApiError } from '../errors';
import type { Catalogue } from '../store/desk/catalogue';
import type { Status } from '../store/desk/statuses';
import { listRecipients } from '../store/tickets/details';
import type { Author, TicketRow } from '../store/tickets/tickets';
import { ofStaff } from '../tickets/authors';
import { addRecipients } from '../tickets/extras';
import { addNote } from '../tickets/note';
import { catalogueWith } from '../tickets/opening';
import { replyToTicket } from '../tickets/reply';
import { statusAfterReply } from '../tickets/status';
import { authorOf, guestOf } from './author';
import { chooseCopies } from './copies';
import type { Destination } from './destination';
import { chooseFiles } from './files';
import { keepMessage } from './keep';
import { tellLeftOut } from './notice';
import { dateOf } from './open';
import type { Outcome, Received } from './received';
import { refuse } from './refusal';
import { bodyOf } from './text';

/** Writes a mail into the ticket that it belongs to: as a reply, or as a note if nobody can say that it is from staff. */
export async function answerFromMail(
  received: Received,
  mailLogId: number,
  { ticket, ...destination }: Destination & { ticket: TicketRow },
  flags: string[],
): Promise<Outcome> {
  const { known, verdict, context, isForced, origin } = received;
  const staff = destination.asStaff ? known.staff : undefined;
  if (staff !== undefined && verdict !== 'pass') return note(received, mailLogId, ticket, flags);
  const catalogue = await catalogueWith(context, (remembered) => statusIn(remembered, ticket) !== undefined);
  const isClosed = catalogue.statuses.some(({ id, isClosed: closes }) => id === ticket.statusId && closes);
  const isFree = isForced || origin.isSilent === true || staff !== undefined;
  if (isClosed && !isFree && context.desk.mailToClosedTickets === 'refuse') {
    return { ...(await refuse(received, 'closed-ticket', '', ticket)), ticketId: ticket.id };
  }
  const author = staff === undefined ? customer(received, ticket) : ofStaff(staff.id, staff.name);
  const status = statusAfter(catalogue, author, ticket);
  if (status === undefined) throw new ApiError('internal', 'the desk has no status');
  return reply(received, mailLogId, { ticket, author, status, isOnTicket: destination.isOnTicket, flags });
}

const statusIn = ({ statuses }: Catalogue, ticket: TicketRow): Status | undefined =>
  statuses.find(({ id }) => id === ticket.statusId);

/** A ticket that nobody has answered yet stays new, whatever its requester adds. */
const statusAfter = (catalogue: Catalogue, author: Author, ticket: TicketRow): Status | undefined =>
  author.kind !== 'staff' && ticket.statusId === catalogue.firstStatus.id
    ? statusIn(catalogue, ticket)
    : statusAfterReply(catalogue.statuses, author, ticket);

/** Somebody who writes as no member of staff, under the name of the account only if it is probably theirs. */
const customer = ({ sender, known, verdict }: Received, ticket: TicketRow): Author =>
  verdict === 'fail' ? guestOf(sender) : authorOf(sender, known, ticket.clientId);

interface Answer {
  ticket: TicketRow;
  author: Author;
  status: Status;
  isOnTicket: boolean;
  flags: string[];
}

async function reply(
  received: Received,
  mailLogId: number,
  { ticket, author, status, isOnTicket, flags }: Answer,
): Promise<Outcome> {
  const { context, mail, origin, signs } = received;
  const chosen = chooseFiles(mail, context.desk);
  const body = bodyOf(mail, true);
  const messageId = await replyToTicket(context, ticket, {
    ...{ author, status, body: body.shown, format: 'plain', createdAt: dateOf(received) },
    ...{ customFields: [], attachments: chosen.attachments, spamFilters: [] },
    quiet: origin.isSilent === true,
  });
  const isStaff = author.kind === 'staff';
  // A stranger who was told a number must not make others get mail.
  const copies = isStaff || isOnTicket ? await addCopies(received, ticket) : [];
  keepMessage(received, mailLogId, { messageId }, body, chosen.files, !isStaff && signs.isAutomatic);
  const isAcknowledged = !isStaff && (await tellLeftOut(received, ticket, chosen.leftOut));
  return {
    ...{ outcome: 'reply', isAcknowledged, answeredKey: isAcknowledged ? received.sender.key : '' },
    ...{ reason: isStaff ? 'staff-reply' : 'customer-reply' },
    ...{ ticketId: ticket.id, messageId, departmentId: ticket.departmentId, leftOut: chosen.leftOut },
    flags: [...new Set([...flags, ...(isStaff || isOnTicket ? [] : ['unknown-sender']), ...copies, ...chosen.flags])],
  };
}

/** Lets the recipients of a reply get copies of the ticket's mail. @returns flags */
async function addCopies(received: Received, ticket: TicketRow): Promise<string[]> {
  const { context } = received;
  const already = await listRecipients(context.db, ticket.id, 'bcc');
  const { cc, flags } = await chooseCopies(context, received, [ticket.requesterEmail, ...already]);
  await addRecipients(context, ticket, cc);
  return flags;
}

/** Notes what somebody wrote under the name of a member of staff. It is sent to nobody. */
async function note(received: Received, mailLogId: number, ticket: TicketRow, flags: string[]): Promise<Outcome> {
  const { context, mail, sender } = received;
  const chosen = chooseFiles(mail, context.desk);
  const body = bodyOf(mail, true);
  const noteId = await addNote(context, ticket, {
    ...{ body: body.shown, format: 'plain', createdAt: dateOf(received), attachments: chosen.attachments },
    staff: { id: null, name: `${sender.name || sender.address} (not verified)` },
  });
  keepMessage(received, mailLogId, { noteId }, body, chosen.files, false);
  return {
    ...{ outcome: 'note', reason: 'unverified-staff', ticketId: ticket.id, noteId, leftOut: chosen.leftOut },
    departmentId: ticket.departmentId,
    flags: [...new Set([...flags, 'unverified-sender', ...chosen.flags])],
  };
}
