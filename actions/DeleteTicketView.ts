import { action } from '../src/calls/action';
import type { DeleteTicketView } from '../src/generated/DeleteTicketView';
import { deleteRow } from '../src/store/rows';
import { holdView } from '../src/tickets/views';

export default action<DeleteTicketView>(async ({ viewid }, context) => {
  const { name } = await holdView(context, viewid);
  await deleteRow(context.db, 'ticket_views', viewid);
  context.record({ changes: { name: [name, null] } });
  return { viewid };
});
