import { action } from '../src/calls/action';
import { presentEmail } from '../src/dialects/whmcs/conversation';
import { presentMail } from '../src/dialects/whmcs/mails';
import { attachmentList, referenceOf, requestorType } from '../src/dialects/whmcs/tickets';
import { notFound } from '../src/errors';
import type { GetTicket } from '../src/generated/GetTicket';
import { recipientStates } from '../src/mail/recipients';
import { listTicketEmails, type TicketEmail } from '../src/store/desk/emails';
import { listMailsOfTicket } from '../src/store/inbound/mail-log';
import { type AttachmentRow, listTicketAttachments } from '../src/store/tickets/attachments';
import { listCustomFieldValues } from '../src/store/tickets/custom-fields';
import { findTicketRating, listReplyRatings, type ReplyRating } from '../src/store/tickets/ratings';
import { listTags } from '../src/store/tickets/tags';
import {
  findTicketView,
  listMessages,
  listNotes,
  type MessageView,
  type NoteView,
} from '../src/store/tickets/whmcs-views';
import { showCustomField } from '../src/tickets/custom-field-rules';
import { renderText } from '../src/tickets/render';

export default action<GetTicket>(async (params, { db, caller }) => {
  const ticket = await findTicketView(db, referenceOf(params), caller);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  const isClient = caller.clientId !== null;
  const [messages, notes, files, values, tag, emails, mails, rated, stars] = await Promise.all([
    listMessages(db, ticket.id),
    // Clients must not see the notes that staff writes about them.
    isClient ? [] : listNotes(db, ticket.id),
    listTicketAttachments(db, ticket.id),
    listCustomFieldValues(db, ticket.id),
    listTags(db, ticket.id),
    // Their recipients are none of a client's business, staff among them.
    isClient ? [] : listTicketEmails(db, ticket.id),
    isClient ? [] : listMailsOfTicket(db, ticket.id),
    findTicketRating(db, ticket.id),
    listReplyRatings(db, ticket.id),
  ]);
  const sorted = params.repliessort?.toUpperCase() === 'DESC' ? messages.reverse() : messages;
  const staffOpened = ticket.openerKind === 'staff';
  return {
    id: ticket.id,
    ticketid: ticket.id,
    tid: ticket.number,
    c: ticket.accessCode,
    deptid: ticket.departmentId,
    deptname: ticket.departmentName,
    userid: ticket.clientId,
    contactid: ticket.contactId,
    name: ticket.name,
    email: ticket.email,
    requestor_name: staffOpened ? ticket.staffName : ticket.name,
    requestor_type: requestorType(ticket.openerKind, ticket.openerIsOwner),
    requestor_email: staffOpened ? '' : ticket.email,
    cc: ticket.cc,
    date: ticket.createdAt,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    admin: ticket.staffName,
    lastreply: ticket.lastReplyAt,
    flag: ticket.assigneeId,
    service: ticket.about,
    preventClientClosure: ticket.preventClientClosure,
    ...(rated !== undefined && { rating: { value: rated.rating, comment: rated.comment, date: rated.ratedAt } }),
    customfields: {
      customfield: values
        .filter(({ staffOnly }) => !staffOnly || !isClient)
        .map(({ id, name, value, options }) => ({ id, name, value: showCustomField(value, options) })),
    },
    tags: { tag },
    replies: { reply: sorted.map((message) => presentReply(message, files, emails, stars)) },
    notes: { note: notes.map((note) => presentNote(note, files)) },
    ...(mails.length > 0 && { mails: { mail: mails.map(presentMail) } }),
  };
});

const UNRATED = 0;

function presentReply(message: MessageView, files: AttachmentRow[], emails: TicketEmail[], ratings: ReplyRating[]) {
  const isStaff = message.authorKind === 'staff';
  const mailed = emails.filter(({ messageId }) => messageId === message.id);
  return {
    // Callers recognise the first message by the text "0", although every other id is a number.
    replyid: message.isFirst ? '0' : message.id,
    userid: message.clientId,
    contactid: message.contactId,
    name: message.name,
    email: message.email,
    requestor_name: isStaff ? message.staffName : message.name,
    requestor_email: message.email,
    requestor_type: requestorType(message.authorKind, message.authorIsOwner),
    date: message.createdAt,
    message: renderText(message.body, message.format),
    ...attachmentList(files.filter(({ messageId }) => messageId === message.id)),
    ...(mailed.length > 0 && { emails: { email: mailed.map((email) => presentEmail(email, recipientStates(email))) } }),
    admin: message.staffName,
    ...(!message.isFirst && { rating: ratings.find(({ messageId }) => messageId === message.id)?.stars ?? UNRATED }),
  };
}

function presentNote(note: NoteView, files: AttachmentRow[]) {
  return {
    noteid: note.id,
    date: note.createdAt,
    message: renderText(note.body, note.format),
    ...attachmentList(files.filter(({ noteId }) => noteId === note.id)),
    admin: note.staffName,
  };
}
