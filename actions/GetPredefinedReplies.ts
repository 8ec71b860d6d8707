import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetPredefinedReplies } from '../src/generated/GetPredefinedReplies';
import { listPredefinedReplies } from '../src/store/tickets/predefined';

export default action<GetPredefinedReplies>(async (params, { db }) => {
  const { predefinedreplyid: id, categoryid: categoryId, search } = params;
  const page = pageOf(params);
  const listed = await listPredefinedReplies(db, { id, categoryId, search }, page);
  const predefinedreply = listed.rows.map((reply) => ({
    id: reply.id,
    categoryid: reply.categoryId,
    name: reply.name,
    reply: reply.body,
    sortorder: reply.sortOrder,
  }));
  return { ...countsOf(page, listed), predefinedreplies: { predefinedreply } };
});
