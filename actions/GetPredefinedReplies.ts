import { action } from '../src/action';
import type { GetPredefinedReplies } from '../src/generated/GetPredefinedReplies';
import { listPredefinedReplies } from '../src/store/predefined';

export default action<GetPredefinedReplies>(async (params, { db }) => {
  const {
    predefinedreplyid: id,
    categoryid: categoryId,
    search,
    limitstart: offset = 0,
    limitnum: limit = 25,
  } = params;
  const { replies, total } = await listPredefinedReplies(db, { id, categoryId, search }, { offset, limit });
  const predefinedreply = replies.map((reply) => ({
    id: reply.id,
    categoryid: reply.categoryId,
    name: reply.name,
    reply: reply.body,
    sortorder: reply.sortOrder,
  }));
  return {
    totalresults: total,
    startnumber: offset,
    numreturned: predefinedreply.length,
    predefinedreplies: { predefinedreply },
  };
});
