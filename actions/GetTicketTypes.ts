import { action } from '../src/calls/action';
import type { GetTicketTypes } from '../src/generated/GetTicketTypes';

export default action<GetTicketTypes>(async (_params, { db }) => {
  const type = await db.query<{ id: number; name: string; sortorder: number }>(
    'select id, name, sort_order as sortorder from ticket_types order by sort_order, id',
  );
  return { totalresults: type.length, types: { type } };
});
