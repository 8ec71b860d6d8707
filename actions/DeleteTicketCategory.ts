import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeleteTicketCategory } from '../src/generated/DeleteTicketCategory';
import { deleteRow, holdWhole } from '../src/store/rows';
import { holdTree } from '../src/store/trees';

export default action<DeleteTicketCategory>(async ({ categoryid }, context) => {
  const { db } = context;
  await holdTree(db, 'categories');
  const category = await holdWhole<{ name: string }>(db, 'categories', categoryid);
  if (category === undefined) throw notFound('Ticket Category ID Not Found');
  const below = await db.query('select 1 from categories where parent_id = $1 limit 1', [categoryid]);
  if (below.length > 0) throw invalid('The ticket category has categories below it');
  const [tickets] = await db.query<{ count: number }>('select count(*) from tickets where category_id = $1', [
    categoryid,
  ]);
  await deleteRow(db, 'categories', categoryid);
  context.record({ changes: { name: [category.name, null], tickets: [tickets?.count ?? 0, 0] } });
  return { categoryid };
});
