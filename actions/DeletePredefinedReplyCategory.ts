import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeletePredefinedReplyCategory } from '../src/generated/DeletePredefinedReplyCategory';
import { deleteRow, holdRowExclusively } from '../src/store/rows';
import { isReplyCategoryEmpty } from '../src/store/tickets/predefined';

export default action<DeletePredefinedReplyCategory>(async ({ categoryid }, { db, record }) => {
  // The lock keeps others from adding something to the category, which would be deleted with it.
  const category = await holdRowExclusively<{ name: string }>(db, 'predefined_reply_categories', categoryid);
  if (category === undefined) throw notFound('Category ID Not Found');
  if (!(await isReplyCategoryEmpty(db, categoryid))) throw invalid('The category is not empty');
  await deleteRow(db, 'predefined_reply_categories', categoryid);
  record({ changes: { name: [category.name, null] } });
  return { categoryid };
});
