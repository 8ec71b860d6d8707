import { action } from '../../src/calls/action';
import { noTicket, referenceFor } from '../../src/dialects/pages/tickets';
import { draftWriter } from '../../src/dialects/pages/writers';
import type { PagesSaveDraft } from '../../src/generated/pages/SaveDraft';
import { keepDraft, removeDraft } from '../../src/store/tickets/drafts';
import { findTicketView } from '../../src/store/tickets/whmcs-views';

/** Locks no ticket, because a draft changes none. */
export default action<PagesSaveDraft>(async ({ ticketnum, message = '' }, context) => {
  const { db, caller, now } = context;
  const ticket = await findTicketView(db, referenceFor(context, ticketnum), caller);
  if (ticket === undefined) throw noTicket();
  const writer = draftWriter(caller);
  if (message.trim() === '') removeDraft(db, ticket.id, writer);
  else keepDraft(db, ticket.id, writer, { message, savedAt: now });
  // Somebody who writes for ten minutes saves some hundred drafts, which would hide everything else in the activity log.
  context.takeEntry({});
  return {};
});
