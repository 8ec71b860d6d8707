import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { GetTicketViews } from '../src/generated/GetTicketViews';
import { namesFor } from '../src/tickets/query/names';
import { type Counted, countViews, listViews, type View } from '../src/tickets/views';

export default action<GetTicketViews>(async ({ viewid, counts }, context) => {
  const names = namesFor(context);
  const all = await listViews(context, names);
  const views = viewid === undefined ? all : all.filter(({ id }) => id === viewid.trim().toLowerCase());
  if (viewid !== undefined && views.length === 0) throw notFound('View ID Not Found');
  const counted = counts ? await countViews(context, views, names) : [];
  return {
    totalresults: views.length,
    views: { view: views.map((view, at) => present(view, counted[at])) },
  };
});

const present = (view: View, counted: Counted | undefined) => ({
  id: view.id,
  kind: view.kind,
  name: view.name,
  query: view.query,
  columns: view.columns,
  orderby: view.orderBy,
  order: view.direction,
  shared: view.isShared,
  deptids: view.departmentIds,
  own: view.isOwn,
  sortorder: view.sortOrder,
  ...(counted?.count !== undefined && { count: counted.count }),
  ...(counted?.problem !== undefined && { problem: counted.problem }),
});
