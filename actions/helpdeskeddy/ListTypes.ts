import { action } from '../../src/calls/action';
import { presentNamed } from '../../src/dialects/helpdeskeddy/dictionary';
import { onlyPage } from '../../src/dialects/helpdeskeddy/paging';
import type { HelpdeskeddyListTypes } from '../../src/generated/helpdeskeddy/ListTypes';
import { listTicketTypes } from '../../src/store/tickets/types';

export default action<HelpdeskeddyListTypes>(async ({ page }, { db }) => {
  const types = await listTicketTypes(db);
  return { data: onlyPage(types, page).map(presentNamed) };
});
