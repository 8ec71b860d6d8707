import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeleteTicketType } from '../src/generated/DeleteTicketType';
import { deleteRow, holdRowExclusively } from '../src/store/rows';
import { isTicketTypeUsed } from '../src/store/tickets/types';

/** The type of tickets without one. */
const NO_TYPE_ID = 0;

export default action<DeleteTicketType>(async ({ typeid }, { db, record }) => {
  const type = await holdRowExclusively<{ name: string }>(db, 'ticket_types', typeid);
  if (type === undefined) throw notFound('Ticket Type ID Not Found');
  if (typeid === NO_TYPE_ID) throw invalid('The ticket type of tickets without type cannot be deleted');
  if (await isTicketTypeUsed(db, typeid)) throw invalid('The ticket type is in use');
  await deleteRow(db, 'ticket_types', typeid);
  record({ changes: { name: [type.name, null] } });
  return { typeid };
});
