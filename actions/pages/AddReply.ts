import { action, type Context } from '../../src/calls/action';
import { holdTicket } from '../../src/dialects/pages/tickets';
import { draftWriter, writerOf } from '../../src/dialects/pages/writers';
import { invalid } from '../../src/errors';
import type { PagesAddReply } from '../../src/generated/pages/AddReply';
import { findSameReply } from '../../src/store/tickets/arrivals';
import { removeDraft } from '../../src/store/tickets/drafts';
import type { TicketRow } from '../../src/store/tickets/tickets';
import { checkAttachments } from '../../src/tickets/attachments';
import { filtersFor } from '../../src/tickets/opening';
import { replyToTicket } from '../../src/tickets/reply';
import { isClosed, statusAfterReply } from '../../src/tickets/status';

/** Checks in the order of `x-refusals`. */
export default action<PagesAddReply>(async ({ ticketnum, message, files }, context) => {
  const { now, desk } = context;
  const ticket = await holdTicket(context, ticketnum);
  const author = writerOf(ticket);
  const attachments = checkAttachments(files, desk);
  const catalogue = await context.catalogue();
  const status = statusAfterReply(catalogue.statuses, author, ticket);
  if (status === undefined) throw invalid('Invalid Ticket Status');
  const mayBeSent = attachments.length === 0 && !isClosed(ticket, catalogue.statuses);
  const sent = mayBeSent ? await findSent(context, ticket, message) : undefined;
  const add = async (): Promise<number> =>
    replyToTicket(context, ticket, {
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
  const id = sent ?? (await add());
  removeDraft(context.db, ticket.id, draftWriter(context.caller));
  return { id };
});

/** Later, people mean it when they write the same once more. */
const SAME_FOR_MS = 60 * 60 * 1000;

/**
 * Finds the reply that says the same, if it is the newest message. One draft stands in the forms of several tabs and
 * devices, and a browser that goes back may fill the form in again, so that people send it twice with different keys.
 */
const findSent = ({ db, now }: Context, ticket: TicketRow, message: string): Promise<number | undefined> =>
  findSameReply(db, ticket.id, writerOf(ticket), message, new Date(now.getTime() - SAME_FOR_MS));
