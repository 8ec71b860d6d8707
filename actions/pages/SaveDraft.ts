import { action } from '../../src/calls/action';
import { noTicket, referenceFor } from '../../src/dialects/pages/tickets';
import type { PagesSaveDraft } from '../../src/generated/pages/SaveDraft';
import { keepDraft, removeDraft } from '../../src/store/tickets/drafts';
import { findTicketView } from '../../src/store/tickets/whmcs-views';

/** Locks no ticket, because a draft changes none. */
export default action<PagesSaveDraft>(async ({ ticketnum, message = '' }, context) => {
  const { db, caller, now } = context;
  const ticket = await findTicketView(db, referenceFor(context, ticketnum), caller);
  if (ticket === undefined) throw noTicket();
  if (message.trim() === '') removeDraft(db, ticket.id, caller.name);
  else keepDraft(db, ticket.id, caller.name, { message, savedAt: now });
  // Somebody who writes for ten minutes saves some hundred drafts, which would hide everything else in the activity log.
  context.takeEntry({});
  return {};
});
