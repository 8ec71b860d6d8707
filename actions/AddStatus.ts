import { action } from '../src/calls/action';
import { statusColumns } from '../src/dialects/whmcs/columns';
import type { AddStatus } from '../src/generated/AddStatus';
import { insertRow, nextPlace } from '../src/store/rows';
import { checkStatusNames } from '../src/tickets/status';

export default action<AddStatus>(async (params, context) => {
  const { db } = context;
  const columns = statusColumns(params);
  const title = params.title.trim();
  await checkStatusNames(context, { title, slug: columns.slug ?? null });
  const sortOrder = columns.sortOrder ?? (await nextPlace(db, 'statuses'));
  const statusid = await insertRow(db, 'statuses', { ...columns, sortOrder });
  context.forget();
  context.record({ changes: { title: [null, title] } });
  return { statusid };
});
