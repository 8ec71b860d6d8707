import { action } from '../../src/calls/action';
import { presentNamed } from '../../src/dialects/helpdeskeddy/dictionary';
import type { HelpdeskeddyListTypes } from '../../src/generated/helpdeskeddy/ListTypes';
import { listTicketTypes } from '../../src/store/tickets/types';

export default action<HelpdeskeddyListTypes>(async (_params, { db }) => {
  const types = await listTicketTypes(db);
  return { data: types.map(presentNamed) };
});
