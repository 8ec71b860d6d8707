import { action } from '../../src/calls/action';
import type { SocialboardsListCategories } from '../../src/generated/socialboards/ListCategories';
import { listCategoryRows } from '../../src/store/tickets/categories';

export default action<SocialboardsListCategories>(async (_params, { db }) => ({ data: await listCategoryRows(db) }));
