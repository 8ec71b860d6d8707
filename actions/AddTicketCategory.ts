import { action } from '../src/action';
import { notFound } from '../src/errors';
import type { AddTicketCategory } from '../src/generated/AddTicketCategory';
import { categoryExists, holdCategoryTree } from '../src/store/categories';
import { insertRow, nextPlace } from '../src/store/rows';

export default action<AddTicketCategory>(async ({ name, parentid, sortorder }, context) => {
  const { db } = context;
  await holdCategoryTree(db);
  if (parentid && !(await categoryExists(db, parentid))) throw notFound('Parent Category ID Not Found');
  const categoryid = await insertRow(db, 'categories', {
    name: name.trim(),
    parent_id: parentid || null,
    sort_order: sortorder ?? (await nextPlace(db, 'categories')),
  });
  context.record({ changes: { name: [null, name.trim()] } });
  return { categoryid };
});
