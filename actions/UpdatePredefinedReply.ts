import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { UpdatePredefinedReply } from '../src/generated/UpdatePredefinedReply';
import { changeRow, rowExists } from '../src/store/rows';

export default action<UpdatePredefinedReply>(async (params, context) => {
  const { db } = context;
  const { predefinedreplyid, categoryid, name, reply, sortorder } = params;
  if (!(await rowExists(db, 'predefined_replies', predefinedreplyid))) throw notFound(REPLY_NOT_FOUND);
  if (categoryid && !(await rowExists(db, 'predefined_reply_categories', categoryid))) {
    throw notFound('Category ID Not Found');
  }
  const changes = await changeRow(db, 'predefined_replies', predefinedreplyid, {
    ...(categoryid !== undefined && { categoryId: categoryid || null }),
    name: name?.trim(),
    body: reply,
    sortOrder: sortorder,
  });
  if (changes === undefined) throw notFound(REPLY_NOT_FOUND);
  context.record({ changes });
  return { predefinedreplyid };
});

const REPLY_NOT_FOUND = 'Predefined Reply ID Not Found';
