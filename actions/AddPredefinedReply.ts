import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { AddPredefinedReply } from '../src/generated/AddPredefinedReply';
import { insertRow, isTaken, nextPlace, rowExists } from '../src/store/rows';

export default action<AddPredefinedReply>(async ({ categoryid, name, reply, sortorder, key }, context) => {
  const { db } = context;
  if (categoryid && !(await rowExists(db, 'predefined_reply_categories', categoryid))) {
    throw notFound('Category ID Not Found');
  }
  if (await isTaken(db, 'predefined_replies', { key }))
    throw invalid('There is a predefined reply of that key already');
  const predefinedreplyid = await insertRow(db, 'predefined_replies', {
    categoryId: categoryid || null,
    name: name.trim(),
    body: reply,
    key,
    sortOrder: sortorder ?? (await nextPlace(db, 'predefined_replies')),
  });
  context.record({ changes: { name: [null, name.trim()] } });
  return { predefinedreplyid };
});
