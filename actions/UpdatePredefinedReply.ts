import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdatePredefinedReply } from '../src/generated/UpdatePredefinedReply';
import { changeRow, isTaken, rowExists } from '../src/store/rows';

export default action<UpdatePredefinedReply>(async (params, context) => {
  const { db } = context;
  const { predefinedreplyid, categoryid, name, reply, sortorder } = params;
  const key = params.removeKey ? null : params.key;
  if (!(await rowExists(db, 'predefined_replies', predefinedreplyid))) throw notFound(REPLY_NOT_FOUND);
  if (categoryid && !(await rowExists(db, 'predefined_reply_categories', categoryid))) {
    throw notFound('Category ID Not Found');
  }
  if (await isTaken(db, 'predefined_replies', { key: key ?? undefined }, predefinedreplyid)) {
    throw invalid('There is a predefined reply of that key already');
  }
  const changes = await changeRow(db, 'predefined_replies', predefinedreplyid, {
    ...(categoryid !== undefined && { categoryId: categoryid || null }),
    name: name?.trim(),
    body: reply,
    key,
    sortOrder: sortorder,
  });
  if (changes === undefined) throw notFound(REPLY_NOT_FOUND);
  context.record({ changes });
  return { predefinedreplyid };
});

const REPLY_NOT_FOUND = 'Predefined Reply ID Not Found';
