import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateTicketType } from '../src/generated/UpdateTicketType';
import { changeRow, isTaken } from '../src/store/rows';

export default action<UpdateTicketType>(async ({ typeid, name, sortorder }, context) => {
  const { db } = context;
  const changes = await changeRow(db, 'ticket_types', typeid, { name: name?.trim(), sortOrder: sortorder });
  if (changes === undefined) throw notFound('Ticket Type ID Not Found');
  if (await isTaken(db, 'ticket_types', { name }, typeid)) {
    throw invalid('There is a ticket type of that name already');
  }
  context.record({ changes });
  return { typeid };
});
