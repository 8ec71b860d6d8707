import { action } from '../src/calls/action';
import type { GetTicketCategories } from '../src/generated/GetTicketCategories';
import { type CategoryRow, listCategories } from '../src/store/tickets/categories';

export default action<GetTicketCategories>(async ({ categoryid }, { db }) => {
  const category = (await listCategories(db, categoryid)).map(present);
  return { totalresults: category.length, categories: { category } };
});

const present = ({ id, parentId, name, sortOrder }: CategoryRow) => ({
  id,
  parentid: parentId,
  name,
  sortorder: sortOrder,
});
