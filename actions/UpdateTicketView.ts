import { action } from '../src/calls/action';
import type { UpdateTicketView } from '../src/generated/UpdateTicketView';
import { changeRow } from '../src/store/rows';
import { holdView, readView } from '../src/tickets/views';

export default action<UpdateTicketView>(async (params, context) => {
  const view = await holdView(context, params.viewid);
  const read = await readView(context, params);
  const changes = await changeRow(context.db, 'ticket_views', view.id, {
    ...read,
    name: params.name?.trim(),
    orderBy: params.orderby,
    direction: params.order?.toLowerCase(),
    // A view that belongs to nobody stays shared, or nobody could find it again.
    isShared: view.staffId === null ? undefined : params.shared,
    sortOrder: params.sortorder,
  });
  context.record({ changes: changes ?? {} });
  return { viewid: view.id };
});
