import { action } from '../src/action';
import type { AddStatus } from '../src/generated/AddStatus';
import { insertRow, nextPlace } from '../src/store/rows';
import { checkStatusNames } from '../src/tickets/status';

export default action<AddStatus>(async (params, context) => {
  const { db } = context;
  const title = params.title.trim();
  const slug = params.slug?.trim().toLowerCase() || null;
  await checkStatusNames(context, { title, slug });
  const statusid = await insertRow(db, 'statuses', {
    ...{ title, slug },
    color: params.color?.toLowerCase(),
    is_active: params.active,
    is_awaiting_reply: params.awaitingreply,
    is_closed: params.closed,
    auto_close: params.autoclose,
    sort_order: params.sortorder ?? (await nextPlace(db, 'statuses')),
  });
  context.record({ changes: { title: [null, title] } });
  return { statusid };
});
