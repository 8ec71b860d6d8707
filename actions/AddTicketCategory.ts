import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { AddTicketCategory } from '../src/generated/AddTicketCategory';
import { insertRow, nextPlace, rowExists } from '../src/store/rows';
import { holdTree } from '../src/store/trees';

export default action<AddTicketCategory>(async ({ name, parentid, sortorder }, context) => {
  const { db } = context;
  await holdTree(db, 'categories');
  if (parentid && !(await rowExists(db, 'categories', parentid))) throw notFound('Parent Category ID Not Found');
  const categoryid = await insertRow(db, 'categories', {
    name: name.trim(),
    parentId: parentid || null,
    sortOrder: sortorder ?? (await nextPlace(db, 'categories')),
  });
  context.record({ changes: { name: [null, name.trim()] } });
  return { categoryid };
});
