import { action } from '../../src/calls/action';
import { readDateOrder } from '../../src/dialects/helpdeskeddy/orders';
import { pagination, rowsOf } from '../../src/dialects/helpdeskeddy/paging';
import { presentComments } from '../../src/dialects/helpdeskeddy/posts';
import { findTicket } from '../../src/dialects/helpdeskeddy/tickets';
import type { HelpdeskeddyListComments } from '../../src/generated/helpdeskeddy/ListComments';
import { listNoteFacts } from '../../src/store/tickets/notes';

export default action<HelpdeskeddyListComments>(async ({ id, page, order_by }, context) => {
  const ticket = await findTicket(context, id);
  const { notes, total } = await listNoteFacts(context.db, ticket.id, {
    ...rowsOf(page),
    order: readDateOrder(order_by),
  });
  return { data: await presentComments(context, notes), pagination: pagination(total, page) };
});
