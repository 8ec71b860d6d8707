import { action } from '../src/calls/action';
import type { AddTicketView } from '../src/generated/AddTicketView';
import { insertRow, nextPlace } from '../src/store/rows';
import { readView } from '../src/tickets/views';

export default action<AddTicketView>(async (params, context) => {
  const { db, caller } = context;
  const read = await readView(context, params);
  const name = params.name.trim();
  const viewid = await insertRow(db, 'ticket_views', {
    ...read,
    name,
    orderBy: params.orderby,
    direction: params.order?.toLowerCase(),
    staffId: caller.staff?.id ?? null,
    // Nobody but its maker would see it otherwise, and a program has no eyes.
    isShared: caller.staff === null || (params.shared ?? false),
    sortOrder: params.sortorder ?? (await nextPlace(db, 'ticket_views')),
  });
  context.record({ changes: { name: [null, name] } });
  return { viewid };
});
