import { action } from '../../src/calls/action';
import { readDateOrder } from '../../src/dialects/helpdeskeddy/orders';
import { pagination, rowsOf } from '../../src/dialects/helpdeskeddy/paging';
import { presentPosts } from '../../src/dialects/helpdeskeddy/posts';
import { findTicket } from '../../src/dialects/helpdeskeddy/tickets';
import type { HelpdeskeddyListPosts } from '../../src/generated/helpdeskeddy/ListPosts';
import { listMessageFacts } from '../../src/store/tickets/messages';

export default action<HelpdeskeddyListPosts>(async ({ id, page, order_by }, context) => {
  const ticket = await findTicket(context, id);
  const rows = { ...rowsOf(page), order: readDateOrder(order_by), drafts: false } as const;
  const { messages, total } = await listMessageFacts(context.db, ticket.id, rows, 'with the first');
  return { data: await presentPosts(context, messages), pagination: pagination(total, page) };
});
