import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { AddPredefinedReply } from '../src/generated/AddPredefinedReply';
import { insertRow, nextPlace, rowExists } from '../src/store/rows';

export default action<AddPredefinedReply>(async ({ categoryid, name, reply, sortorder }, context) => {
  const { db } = context;
  if (categoryid && !(await rowExists(db, 'predefined_reply_categories', categoryid))) {
    throw notFound('Category ID Not Found');
  }
  const predefinedreplyid = await insertRow(db, 'predefined_replies', {
    categoryId: categoryid || null,
    name: name.trim(),
    body: reply,
    sortOrder: sortorder ?? (await nextPlace(db, 'predefined_replies')),
  });
  context.record({ changes: { name: [null, name.trim()] } });
  return { predefinedreplyid };
});
