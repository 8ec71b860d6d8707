import { action } from '../src/calls/action';
import { attachmentList, referenceOf, requestorType } from '../src/dialects/whmcs/tickets';
import { notFound } from '../src/errors';
import type { GetTicket } from '../src/generated/GetTicket';
import { type AttachmentRow, listTicketAttachments } from '../src/store/tickets/attachments';
import { listCustomFieldValues } from '../src/store/tickets/custom-fields';
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
  const ticket = await findTicketView(db, referenceOf(params), caller.clientId);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  const isClient = caller.clientId !== null;
  const [messages, notes, files, values, tag] = await Promise.all([
    listMessages(db, ticket.id),
    // Clients must not see the notes that staff writes about them.
    isClient ? [] : listNotes(db, ticket.id),
    listTicketAttachments(db, ticket.id),
    listCustomFieldValues(db, ticket.id),
    listTags(db, ticket.id),
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
    customfields: {
      customfield: values
        .filter(({ staffOnly }) => !staffOnly || !isClient)
        .map(({ id, name, value, options }) => ({ id, name, value: showCustomField(value, options) })),
    },
    tags: { tag },
    replies: { reply: sorted.map((message) => presentReply(message, files)) },
    notes: { note: notes.map((note) => presentNote(note, files)) },
  };
});

function presentReply(message: MessageView, files: AttachmentRow[]) {
  const isStaff = message.authorKind === 'staff';
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
    admin: message.staffName,
    ...(!message.isFirst && { rating: 0 }),
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
