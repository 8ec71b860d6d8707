import { action } from '../../src/calls/action';
import { holdTicket } from '../../src/dialects/pages/tickets';
import { draftWriter, writerOf } from '../../src/dialects/pages/writers';
import { invalid } from '../../src/errors';
import type { PagesAddReply } from '../../src/generated/pages/AddReply';
import { removeDraft } from '../../src/store/tickets/drafts';
import { checkAttachments } from '../../src/tickets/attachments';
import { filtersFor } from '../../src/tickets/opening';
import { replyToTicket } from '../../src/tickets/reply';
import { statusAfterReply } from '../../src/tickets/status';

/** Checks in the order of `x-refusals`. */
export default action<PagesAddReply>(async ({ ticketnum, message, files }, context) => {
  const { now, desk } = context;
  const ticket = await holdTicket(context, ticketnum);
  const author = writerOf(ticket);
  const attachments = checkAttachments(files, desk);
  const catalogue = await context.catalogue();
  const status = statusAfterReply(catalogue.statuses, author, ticket);
  if (status === undefined) throw invalid('Invalid Ticket Status');
  const id = await replyToTicket(context, ticket, {
    author,
    body: message,
    format: 'plain',
    createdAt: now,
    status,
    customFields: [],
    attachments,
    quiet: false,
    spamFilters: author.kind === 'guest' ? await filtersFor(context, catalogue, author.email) : [],
    isLast: true,
  });
  removeDraft(context.db, ticket.id, draftWriter(context.caller));
  return { id };
});
