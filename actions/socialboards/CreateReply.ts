import { action, type Context } from '../../src/calls/action';
import { findReplier } from '../../src/dialects/socialboards/people';
import { presentReplies } from '../../src/dialects/socialboards/replies';
import { findStatus } from '../../src/dialects/socialboards/statuses';
import { findTicketToChange } from '../../src/dialects/socialboards/tickets';
import { invalid } from '../../src/errors';
import type { SocialboardsCreateReply } from '../../src/generated/socialboards/CreateReply';
import { listStatuses } from '../../src/store/desk/statuses';
import { findMessageFacts } from '../../src/store/tickets/messages';
import { findTicketFacts } from '../../src/store/tickets/rest-views';
import { listSpamFilters } from '../../src/store/tickets/spam';
import type { TicketRow } from '../../src/store/tickets/tickets';
import { checkLinks } from '../../src/tickets/attachments';
import { replyToTicket } from '../../src/tickets/reply';
import { statusAfterReply } from '../../src/tickets/status';

export default action<SocialboardsCreateReply>(async (params, context) => {
  const { db, now, desk } = context;
  const attachments = checkLinks(params.attachments, desk);
  const ticket = await findTicketToChange(context, params.ticketId);
  const [facts, statuses, spamFilters] = await Promise.all([
    findTicketFacts(db, ticket.id),
    listStatuses(db),
    listSpamFilters(db, params.author?.email?.trim() ?? ''),
    checkParent(context, ticket, params.parentReplyId ?? null),
  ]);
  if (facts === undefined) throw new Error('the locked ticket is missing');
  const author = await findReplier(context, facts, params.author?.email);
  const isDraft = params.isDraft ?? false;
  if (isDraft && author.kind !== 'staff') throw invalid('Parameter "isDraft" can be true only for a teammate');
  const status = params.isTicketNeededToBeCompleted
    ? findStatus(statuses, 'completed')
    : statusAfterReply(statuses, author, ticket);
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
    parentId: params.parentReplyId ?? null,
    isDraft,
  });
  const reply = await findMessageFacts(db, ticket.id, id);
  const [presented] = await presentReplies(context, facts, reply === undefined ? [] : [reply]);
  return { data: presented };
});

async function checkParent({ db }: Context, ticket: TicketRow, parentId: number | null): Promise<void> {
  if (parentId === null) return;
  const parent = await findMessageFacts(db, ticket.id, parentId);
  if (parent === undefined || parent.isFirst) {
    throw invalid('Parameter "parentReplyId" must be the id of a reply to this ticket');
  }
}
