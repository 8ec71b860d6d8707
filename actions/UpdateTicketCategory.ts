import { action } from '../src/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateTicketCategory } from '../src/generated/UpdateTicketCategory';
import { categoryExists, holdCategoryTree, isCategoryWithin } from '../src/store/categories';
import { changeRow } from '../src/store/rows';

export default action<UpdateTicketCategory>(async ({ categoryid, name, parentid, sortorder }, context) => {
  const { db } = context;
  await holdCategoryTree(db);
  if (!(await categoryExists(db, categoryid))) throw notFound('Ticket Category ID Not Found');
  if (parentid) {
    if (!(await categoryExists(db, parentid))) throw notFound('Parent Category ID Not Found');
    if (await isCategoryWithin(db, parentid, categoryid)) {
      throw invalid('A ticket category cannot be part of itself');
    }
  }
  const changes = await changeRow(db, 'categories', categoryid, {
    name: name?.trim(),
    parent_id: parentid === undefined ? undefined : parentid || null,
    sort_order: sortorder,
  });
  context.record({ changes: changes ?? {} });
  return { categoryid };
});
