import { action } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { notFound } from '../src/errors';
import type { AddTicketNote } from '../src/generated/AddTicketNote';
import { removeDraft, staffDraft } from '../src/store/tickets/drafts';
import { findTicketForUpdate } from '../src/store/tickets/tickets';
import { checkAttachments } from '../src/tickets/attachments';
import { ofStaff } from '../src/tickets/authors';
import { happenedAt } from '../src/tickets/dates';
import { formatOf } from '../src/tickets/format';
import { addNote } from '../src/tickets/note';
import { refuseStale, seenIn } from '../src/tickets/stale';

/** Checks in the order of `x-refusals`. */
export default action<AddTicketNote>(async (params, context) => {
  const { db, now, desk, caller } = context;
  const reference = referenceOf(params);
  const ticket = await findTicketForUpdate(db, reference, caller);
  if (ticket === undefined) throw notFound('Ticket ID not found');
  const createdAt = happenedAt(params.created, now, 'Ticket');
  const attachments = checkAttachments(params.attachments, desk);
  const writer = ofStaff(caller.staff?.id ?? null, caller.staff?.name ?? '');
  await refuseStale(context, ticket, writer, seenIn(reference, params));

  const noteid = await addNote(context, ticket, {
    body: params.message,
    format: formatOf(params.markdown),
    createdAt,
    attachments,
  });
  if (params.removedraft === true && caller.staff !== null) {
    removeDraft(db, ticket.id, staffDraft(caller.staff.id, 'note'));
  }
  return { noteid };
});
