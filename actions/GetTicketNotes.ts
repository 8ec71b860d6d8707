import { action } from '../src/calls/action';
import { attachmentList, referenceOf } from '../src/dialects/whmcs/tickets';
import { notFound } from '../src/errors';
import type { GetTicketNotes } from '../src/generated/GetTicketNotes';
import { listTicketAttachments } from '../src/store/tickets/attachments';
import { findTicketView, listNotes } from '../src/store/tickets/whmcs-views';
import { renderText } from '../src/tickets/render';

export default action<GetTicketNotes>(async (params, { db, caller }) => {
  const ticket = await findTicketView(db, referenceOf(params), caller);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  const [notes, files] = await Promise.all([listNotes(db, ticket.id), listTicketAttachments(db, ticket.id)]);
  const note = notes.map(({ id, staffName, createdAt, body, format }) => ({
    id,
    admin: staffName,
    date: createdAt,
    message: renderText(body, format),
    ...attachmentList(files.filter(({ noteId }) => noteId === id)),
  }));
  return { totalresults: note.length, notes: { note } };
});
