import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdatePredefinedReplyCategory } from '../src/generated/UpdatePredefinedReplyCategory';
import { changeRow, rowExists } from '../src/store/rows';
import { holdTree, isWithin } from '../src/store/trees';

export default action<UpdatePredefinedReplyCategory>(async ({ categoryid, parentid, name, sortorder }, context) => {
  const { db } = context;
  if (!(await rowExists(db, 'predefined_reply_categories', categoryid))) throw notFound('Category ID Not Found');
  if (parentid) {
    if (!(await rowExists(db, 'predefined_reply_categories', parentid))) throw notFound('Parent Category ID Not Found');
    await holdTree(db, 'predefined_reply_categories');
    if (await isWithin(db, 'predefined_reply_categories', parentid, categoryid)) {
      throw invalid('A category cannot lie in itself');
    }
  }
  const changes = await changeRow(db, 'predefined_reply_categories', categoryid, {
    ...(parentid !== undefined && { parentId: parentid || null }),
    name: name?.trim(),
    sortOrder: sortorder,
  });
  if (changes === undefined) throw notFound('Category ID Not Found');
  context.record({ changes });
  return { categoryid };
});
