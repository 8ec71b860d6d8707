import { action, type Context } from '../src/calls/action';
import { presentEmail, presentField } from '../src/dialects/whmcs/conversation';
import { referenceOf, requestorType } from '../src/dialects/whmcs/tickets';
import { notFound } from '../src/errors';
import type { GetTicketConversation } from '../src/generated/GetTicketConversation';
import { showMessage } from '../src/inbound/shown-message';
import { recipientStates } from '../src/mail/recipients';
import { listEmailsOfMessages, type TicketEmail } from '../src/store/desk/emails';
import { listOriginalMails, type OriginalMail } from '../src/store/inbound/mail-log';
import {
  type ConversationFile,
  type ConversationMessage,
  type ConversationNote,
  listConversation,
  listNotesBetween,
} from '../src/store/tickets/conversation';
import { type DeskView, findDeskView } from '../src/store/tickets/desk-view';
import { findTicketRating, listReplyRatings, type ReplyRating } from '../src/store/tickets/ratings';
import { findTicketView, type TicketView } from '../src/store/tickets/whmcs-views';
import { RenderBudget, renderHtml, SAFE_ON_PAGES } from '../src/tickets/render';
import { cleanFileName } from '../src/wire/file-name';
import { isImageName } from '../src/wire/image-type';

const ON_A_PAGE = 50;
const NEWEST = 0;

/** Asks for everything in one round trip, and then once more for what belongs to the messages that were found. */
export default action<GetTicketConversation>(async (params, context) => {
  const { db, caller, desk } = context;
  const { before = NEWEST, limitnum: most = ON_A_PAGE, remoteimages } = params;
  const lookUp = (id: number) =>
    Promise.all([
      findDeskView(db, id),
      listConversation(db, id, before, most + 1),
      listNotesBetween(db, id, before, most),
      findTicketRating(db, id),
      listReplyRatings(db, id),
    ]);
  const reference = referenceOf(params);
  const [ticket, early] = await Promise.all([
    findTicketView(db, reference, caller),
    'id' in reference ? lookUp(reference.id) : undefined,
  ]);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  // The id of a merged ticket leads to another one.
  const isEarly = 'id' in reference && reference.id === ticket.id && early !== undefined;
  const [view, found, notes, rated, ratings] = isEarly ? early : await lookUp(ticket.id);
  if (view === undefined) throw notFound('Ticket ID Not Found');
  const messages = found.slice(0, most);
  const ids = messages.map(({ id }) => id);
  const noteIds = notes.map(({ id }) => id);
  const [emails, originals, { customFields }] = await Promise.all([
    listEmailsOfMessages(db, ticket.id, ids),
    listOriginalMails(db, ids, noteIds),
    context.catalogue(),
  ]);
  const around: Around = {
    ...{ ticketId: ticket.id, emails, originals, ratings },
    ...{ budget: new RenderBudget(), remoteImages: remoteimages },
  };
  return {
    ...presentFacts(ticket, view, context),
    ...(rated !== undefined && { rating: { value: rated.rating, comment: rated.comment, date: rated.ratedAt } }),
    mergedtickets: { ticket: view.merged.map(({ id, number }) => ({ ticketid: id, tid: number })) },
    customfields: {
      customfield: customFields
        .filter(({ departmentId }) => departmentId === null || departmentId === ticket.departmentId)
        .map((field) => presentField(field, view.values[field.id])),
    },
    timezone: desk.timeZone,
    older: found.length > most,
    entries: { entry: inOrder(messages, notes, around) },
  };
});

const NONE = 0;

const presentFacts = (ticket: TicketView, view: DeskView, { now }: Context) => ({
  ...{ ticketid: ticket.id, tid: ticket.number, c: ticket.accessCode, subject: ticket.subject },
  ...{ deptid: ticket.departmentId, deptname: ticket.departmentName },
  ...{ statusid: view.statusId, status: ticket.status, statuscolor: view.statusColour, closed: view.isClosed },
  ...{ priorityid: view.priorityId, priority: ticket.priority },
  ...{ flag: ticket.assigneeId, flagname: view.assigneeName },
  ...{ categoryid: view.category?.id ?? NONE, category: view.category?.name ?? '' },
  ...{ typeid: view.type.id, type: view.type.name },
  ...{ userid: ticket.clientId, contactid: ticket.contactId, name: ticket.name, email: ticket.email },
  requestor_type: requestorType(ticket.openerKind, ticket.openerIsOwner),
  ...{ company: view.company, groupname: view.group?.name ?? '', groupcolor: view.group?.colour ?? '' },
  clientstatus: view.clientStatus,
  cc: { email: ticket.cc === '' ? [] : ticket.cc.split(',') },
  tags: { tag: view.tags },
  ...{ date: ticket.createdAt, lastreply: ticket.lastReplyAt, updated: view.updatedAt, closedat: view.closedAt },
  duedate: view.dueAt,
  snoozeuntil: view.frozenUntil !== null && view.frozenUntil > now ? view.frozenUntil : null,
  ...{ source: view.source, service: ticket.about, preventClientClosure: ticket.preventClientClosure },
  viewed: ticket.viewedByClient,
});

/**
 * Puts notes between the messages, the oldest first. The newest are shown first, so that the budget goes to what is read
 * most. The first message stays first, whatever its date is.
 */
function inOrder(messages: ConversationMessage[], notes: ConversationNote[], around: Around) {
  const rest = [...notes];
  const entries: (ReturnType<typeof presentMessage> | ReturnType<typeof presentNote>)[] = [];
  for (const message of messages) {
    const isOlder = ({ createdAt }: ConversationNote) => !message.isFirst && createdAt < message.createdAt;
    const end = rest.findIndex(isOlder);
    for (const note of rest.splice(0, end < 0 ? rest.length : end)) entries.push(presentNote(note, around));
    entries.push(presentMessage(message, around));
  }
  for (const note of rest) entries.push(presentNote(note, around));
  return entries.reverse();
}

/** What belongs to the messages and notes of a page. */
interface Around {
  ticketId: number;
  emails: TicketEmail[];
  originals: OriginalMail[];
  ratings: ReplyRating[];
  budget: RenderBudget;
  /** The message whose pictures on other servers are shown. */
  remoteImages: number | undefined;
}

/** Shows a message of a conversation as safe HTML, with its files and mails. */
function presentMessage(message: ConversationMessage, around: Around) {
  const { id, isFirst, authorKind } = message;
  const { html, quoted, remoteImages, shownFiles } = showMessage(message, around.budget, id === around.remoteImages);
  const emails = around.emails.filter(({ messageId }) => messageId === id);
  const stars = around.ratings.find(({ messageId }) => messageId === id)?.stars;
  const originals = around.originals.filter(({ messageId }) => messageId === id);
  // The first message has its files in the name of the ticket.
  const owner = isFirst ? { id: around.ticketId, type: 'ticket' } : { id, type: 'reply' };
  return {
    ...{ kind: 'message', id, first: isFirst, author: authorKind },
    adminid: message.staffId ?? NONE,
    userid: message.clientId ?? NONE,
    ...{ name: message.name, email: message.email, date: message.createdAt, edited: message.updatedAt },
    ...{ html, quoted, remoteimages: remoteImages },
    files: { file: message.files.map((file) => presentFile(file, owner, shownFiles)) },
    ...(emails.length > 0 && { emails: { email: emails.map((email) => presentEmail(email, recipientStates(email))) } }),
    ...presentOriginals(originals),
    ...(stars !== undefined && { rating: stars }),
  };
}

/** Shows a note of a conversation as safe HTML, with its files. */
const presentNote = (note: ConversationNote, around: Around) => ({
  ...{ kind: 'note', id: note.id, first: false, author: 'staff', adminid: note.staffId ?? NONE, userid: NONE },
  ...{ name: note.name, email: '', date: note.createdAt, edited: null },
  html: renderHtml(note.body, note.format, around.budget, SAFE_ON_PAGES),
  ...{ quoted: '', remoteimages: 0 },
  files: { file: note.files.map((file) => presentFile(file, { id: note.id, type: 'note' }, [])) },
  ...presentOriginals(around.originals.filter(({ noteId }) => noteId === note.id)),
});

/** The mail in which a message or note came, and what that lacks of it. */
function presentOriginals(originals: OriginalMail[]) {
  const flags = [...new Set(originals.flatMap((mail) => mail.flags))];
  const leftOut = originals.flatMap((mail) => mail.leftOut.map(({ name, because }) => ({ name, because })));
  return {
    mailid: originals.find(({ isKept }) => isKept)?.id ?? NONE,
    ...(flags.length > 0 && { mailflags: { flag: flags } }),
    ...(leftOut.length > 0 && { leftout: { file: leftOut } }),
  };
}

function presentFile(file: ConversationFile, owner: { id: number; type: string }, shownFiles: number[]) {
  // Names come in clean, except for those of a database that was filled by something else.
  const filename = cleanFileName(file.name);
  return {
    ...{ id: file.id, relatedid: owner.id, relatedtype: owner.type, index: file.position, filename, size: file.size },
    image: isImageName(filename) && !shownFiles.includes(file.id),
    kept: !file.isRemoved,
    url: file.isRemoved ? '' : (file.url ?? ''),
  };
}
