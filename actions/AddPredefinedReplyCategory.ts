import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { AddPredefinedReplyCategory } from '../src/generated/AddPredefinedReplyCategory';
import { insertRow, nextPlace, rowExists } from '../src/store/rows';

export default action<AddPredefinedReplyCategory>(async ({ parentid, name, sortorder }, context) => {
  const { db } = context;
  if (parentid && !(await rowExists(db, 'predefined_reply_categories', parentid))) {
    throw notFound('Parent Category ID Not Found');
  }
  const categoryid = await insertRow(db, 'predefined_reply_categories', {
    parentId: parentid || null,
    name: name.trim(),
    sortOrder: sortorder ?? (await nextPlace(db, 'predefined_reply_categories')),
  });
  context.record({ changes: { name: [null, name.trim()] } });
  return { categoryid };
});
