import { action } from '../../src/calls/action';
import { findReplier } from '../../src/dialects/socialboards/people';
import { presentReplies } from '../../src/dialects/socialboards/replies';
import { findStatus } from '../../src/dialects/socialboards/statuses';
import { findTicketToChange } from '../../src/dialects/socialboards/tickets';
import { invalid } from '../../src/errors';
import type { SocialboardsCreateReply } from '../../src/generated/socialboards/CreateReply';
import { listStatuses, type Status } from '../../src/store/desk/statuses';
import { findMessageFacts } from '../../src/store/tickets/messages';
import { findTicketFacts } from '../../src/store/tickets/rest-views';
import type { Author, TicketRow } from '../../src/store/tickets/tickets';
import { checkLinks } from '../../src/tickets/attachments';
import { replyToTicket } from '../../src/tickets/reply';
import { filtersOf } from '../../src/tickets/spam';
import { statusAfterReply } from '../../src/tickets/status';

/** Checks in the order of `x-refusals`. */
export default action<SocialboardsCreateReply>(async (params, context) => {
  const { db, now, desk } = context;
  const attachments = checkLinks(params.attachments, desk);
  const ticket = await findTicketToChange(context, params.ticketId);
  const parentId = params.parentReplyId ?? null;
  const [facts, statuses, spamFilters, parent] = await Promise.all([
    findTicketFacts(db, ticket.id),
    listStatuses(db),
    filtersOf(db, params.author?.email?.trim() ?? ''),
    parentId === null ? null : findMessageFacts(db, ticket.id, parentId),
  ]);
  if (facts === undefined) throw new Error('the locked ticket is missing');
  if (parent === undefined || parent?.isFirst) {
    throw invalid('Parameter "parentReplyId" must be the id of a reply to this ticket');
  }
  const author = await findReplier(context, facts, params.author?.email);
  const isDraft = params.isDraft ?? false;
  if (isDraft && author.kind !== 'staff') throw invalid('Parameter "isDraft" can be true only for a teammate');
  const status = chooseStatus(params, statuses, author, ticket);
  if (status === undefined) throw new Error('the status of the ticket is missing');

  const id = await replyToTicket(context, ticket, {
    author,
    body: params.message,
    format: params.isHtml === false ? 'plain' : 'html',
    createdAt: now,
    status,
    customFields: [],
    attachments,
    quiet: false,
    spamFilters,
    parentId,
    isDraft,
  });
  const reply = await findMessageFacts(db, ticket.id, id);
  const [presented] = await presentReplies(context, facts, reply === undefined ? [] : [reply]);
  return { data: presented };
});

/** The status of the ticket after the reply. Completing it was asked for in so many words, so nothing suppresses that. */
function chooseStatus(
  { isTicketNeededToBeCompleted, suppressTicketStatusAutoupdate }: SocialboardsCreateReply,
  statuses: Status[],
  author: Author,
  ticket: TicketRow,
): Status | undefined {
  if (isTicketNeededToBeCompleted) return findStatus(statuses, 'completed');
  if (suppressTicketStatusAutoupdate) return statuses.find(({ id }) => id === ticket.statusId);
  return statusAfterReply(statuses, author, ticket);
}
