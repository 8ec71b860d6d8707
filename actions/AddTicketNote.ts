import { action } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { notFound } from '../src/errors';
import type { AddTicketNote } from '../src/generated/AddTicketNote';
import { findTicketForUpdate } from '../src/store/tickets/tickets';
import { checkAttachments } from '../src/tickets/attachments';
import { happenedAt } from '../src/tickets/dates';
import { formatOf } from '../src/tickets/format';
import { addNote } from '../src/tickets/note';

/** Checks in the order of `x-refusals`. */
export default action<AddTicketNote>(async (params, context) => {
  const { db, now, desk } = context;
  const ticket = await findTicketForUpdate(db, referenceOf(params));
  if (ticket === undefined) throw notFound('Ticket ID not found');
  const createdAt = happenedAt(params.created, now, 'Ticket');
  const attachments = checkAttachments(params.attachments, desk);

  const noteid = await addNote(context, ticket, {
    body: params.message,
    format: formatOf(params.markdown),
    createdAt,
    attachments,
  });
  return { noteid };
});
