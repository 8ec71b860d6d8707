import { action } from '../src/calls/action';
import type { GetTicketPredefinedCats } from '../src/generated/GetTicketPredefinedCats';
import { listReplyCategories } from '../src/store/tickets/predefined';

export default action<GetTicketPredefinedCats>(async (_params, { db }) => {
  const categories = await listReplyCategories(db);
  const category = categories.map(({ id, parentId, name, replyCount }) => ({
    id,
    parentid: parentId,
    name,
    replycount: replyCount,
  }));
  return { totalresults: category.length, categories: { category } };
});
