import { action } from '../src/calls/action';
import type { GetTicketCategories } from '../src/generated/GetTicketCategories';

export default action<GetTicketCategories>(async ({ categoryid }, { db }) => {
  const category = await db.query(
    `select id, coalesce(parent_id, 0) as parentid, name, sort_order as sortorder
     from categories where $1::int is null or id = $1 order by sort_order, id`,
    [categoryid ?? null],
  );
  return { totalresults: category.length, categories: { category } };
});
