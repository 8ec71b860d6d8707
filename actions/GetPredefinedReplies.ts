import { action, type Context } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import { notFound } from '../src/errors';
import type { GetPredefinedReplies } from '../src/generated/GetPredefinedReplies';
import { type FillText, textFiller } from '../src/mail/reply-text';
import { listPredefinedReplies } from '../src/store/tickets/predefined';
import { findTicketView } from '../src/store/tickets/whmcs-views';

export default action<GetPredefinedReplies>(async (params, context) => {
  const { predefinedreplyid: id, categoryid: categoryId, search, key, ticketid, withkey = false } = params;
  const page = pageOf(params);
  const fill = ticketid === undefined ? undefined : await fillerFor(context, ticketid, params.markdown ?? false);
  const listed = await listPredefinedReplies(context.db, { id, categoryId, search, key }, page);
  const predefinedreply = listed.rows.map((reply) => ({
    id: reply.id,
    categoryid: reply.categoryId,
    name: reply.name,
    reply: reply.body,
    sortorder: reply.sortOrder,
    ...((withkey || fill !== undefined) && { key: reply.key }),
    ...(fill !== undefined && { filled: fill(reply.body) }),
  }));
  return { ...countsOf(page, listed), predefinedreplies: { predefinedreply } };
});

async function fillerFor(context: Context, ticketId: number, isMarkdown: boolean): Promise<FillText> {
  const ticket = await findTicketView(context.db, { id: ticketId }, context.caller);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  return textFiller(context, ticket, isMarkdown);
}
