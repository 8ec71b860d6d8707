import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateTicketCategory } from '../src/generated/UpdateTicketCategory';
import { changeRow, rowExists } from '../src/store/rows';
import { holdTree, isWithin } from '../src/store/trees';

export default action<UpdateTicketCategory>(async ({ categoryid, name, parentid, sortorder }, context) => {
  const { db } = context;
  await holdTree(db, 'categories');
  if (!(await rowExists(db, 'categories', categoryid))) throw notFound('Ticket Category ID Not Found');
  if (parentid) {
    if (!(await rowExists(db, 'categories', parentid))) throw notFound('Parent Category ID Not Found');
    if (await isWithin(db, 'categories', parentid, categoryid)) {
      throw invalid('A ticket category cannot be part of itself');
    }
  }
  const changes = await changeRow(db, 'categories', categoryid, {
    name: name?.trim(),
    parentId: parentid === undefined ? undefined : parentid || null,
    sortOrder: sortorder,
  });
  context.record({ changes: changes ?? {} });
  return { categoryid };
});
