import { action } from '../src/calls/action';
import type { GetTicketTypes } from '../src/generated/GetTicketTypes';
import { listTicketTypes } from '../src/store/tickets/types';

export default action<GetTicketTypes>(async (_params, { db }) => {
  const types = await listTicketTypes(db);
  const type = types.map(({ id, name, sortOrder }) => ({ id, name, sortorder: sortOrder }));
  return { totalresults: type.length, types: { type } };
});
