import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeleteTicketCategory } from '../src/generated/DeleteTicketCategory';
import { deleteRow, holdRowExclusively } from '../src/store/rows';
import { countTicketsInCategory, hasCategoriesBelow } from '../src/store/tickets/categories';
import { holdTree } from '../src/store/trees';

export default action<DeleteTicketCategory>(async ({ categoryid }, context) => {
  const { db } = context;
  await holdTree(db, 'categories');
  const category = await holdRowExclusively<{ name: string }>(db, 'categories', categoryid);
  if (category === undefined) throw notFound('Ticket Category ID Not Found');
  if (await hasCategoriesBelow(db, categoryid)) throw invalid('The ticket category has categories below it');
  const tickets = await countTicketsInCategory(db, categoryid);
  await deleteRow(db, 'categories', categoryid);
  context.record({ changes: { name: [category.name, null], tickets: [tickets, 0] } });
  return { categoryid };
});
