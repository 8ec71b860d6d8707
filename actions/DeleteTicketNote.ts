import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteTicketNote } from '../src/generated/DeleteTicketNote';
import { findNoteFacts } from '../src/store/tickets/notes';
import { findTicketOf } from '../src/store/tickets/tickets';
import { eraseNote } from '../src/tickets/remove';

export default action<DeleteTicketNote>(async ({ noteid }, context) => {
  const ticket = await findTicketOf(context.db, 'notes', noteid, context.caller);
  const note = ticket && (await findNoteFacts(context.db, ticket.id, noteid));
  if (ticket === undefined || note === undefined) throw notFound('Note ID Not Found');
  eraseNote(context, ticket, noteid);
  return {};
});
