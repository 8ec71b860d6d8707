import { action } from '../../src/calls/action';
import { ALL, pageOf } from '../../src/dialects/socialboards/paging';
import { presentReplies } from '../../src/dialects/socialboards/replies';
import { findVisibleTicket } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsListReplies } from '../../src/generated/socialboards/ListReplies';
import { listMessageFacts } from '../../src/store/tickets/messages';

export default action<SocialboardsListReplies>(async (params, context) => {
  const ticket = await findVisibleTicket(context, params.ticketId);
  const page = {
    order: 'asc',
    drafts: true,
    ...pageOf(params),
    ...(params.take === undefined && { limit: ALL }),
  } as const;
  const { messages } = await listMessageFacts(context.db, ticket.id, page, 'replies only');
  return { data: await presentReplies(context, ticket, messages) };
});
