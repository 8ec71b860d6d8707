import { action } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { invalid, notFound } from '../src/errors';
import type { SaveTicketDraft } from '../src/generated/SaveTicketDraft';
import { keepDraft, removeDraft, staffDraft } from '../src/store/tickets/drafts';
import { findTicketView } from '../src/store/tickets/whmcs-views';

/** Locks no ticket, because a draft changes none. */
export default action<SaveTicketDraft>(async (params, context) => {
  const { db, caller, now } = context;
  const { kind = 'reply', message = '' } = params;
  const ticket = await findTicketView(db, referenceOf(params), caller);
  if (ticket === undefined) throw notFound('Ticket ID not found');
  if (caller.staff === null) throw invalid('Only an administrator has drafts');
  const writer = staffDraft(caller.staff.id, kind);
  if (message.trim() === '') removeDraft(db, ticket.id, writer);
  else keepDraft(db, ticket.id, writer, { message, savedAt: now });
  // Somebody who writes for ten minutes saves some hundred drafts, which would hide everything else in the activity log.
  context.takeEntry({});
  return {};
});
