import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { AddTicketType } from '../src/generated/AddTicketType';
import { insertRow, isTaken, nextPlace } from '../src/store/rows';

export default action<AddTicketType>(async ({ name, sortorder }, context) => {
  const { db } = context;
  if (await isTaken(db, 'ticket_types', { name })) throw invalid('There is a ticket type of that name already');
  const typeid = await insertRow(db, 'ticket_types', {
    name: name.trim(),
    sortOrder: sortorder ?? (await nextPlace(db, 'ticket_types')),
  });
  context.record({ changes: { name: [null, name.trim()] } });
  return { typeid };
});
