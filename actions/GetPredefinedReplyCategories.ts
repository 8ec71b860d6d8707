import { action } from '../src/calls/action';
import type { GetPredefinedReplyCategories } from '../src/generated/GetPredefinedReplyCategories';
import { listReplyCategories } from '../src/store/tickets/predefined';

export default action<GetPredefinedReplyCategories>(async ({ categoryid }, { db }) => {
  const categories = await listReplyCategories(db, categoryid);
  const category = categories.map(({ id, parentId, name, replyCount, sortOrder }) => ({
    id,
    parentid: parentId,
    name,
    replycount: replyCount,
    sortorder: sortOrder,
  }));
  return { totalresults: category.length, categories: { category } };
});
