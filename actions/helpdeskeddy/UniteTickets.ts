import { action } from '../../src/action';
import { presentWritten } from '../../src/dialects/helpdeskeddy/ticket';
import { findTicket, noTicket, tryToHold } from '../../src/dialects/helpdeskeddy/tickets';
import { invalid } from '../../src/errors';
import type { HelpdeskeddyUniteTickets } from '../../src/generated/helpdeskeddy/UniteTickets';
import { lockUnions } from '../../src/store/tickets';
import { mergeTickets } from '../../src/tickets/merge';

export default action<HelpdeskeddyUniteTickets>(async (params, context) => {
  await lockUnions(context.db);
  const { id: masterId } = await findTicket(context, params.id);
  const ids = [...new Set(params.ticket_list)];
  if (ids.includes(masterId)) throw invalid('Parameter "ticket_list" may not name the ticket itself');
  // In the order of the ids, so that two calls at once never wait for each other.
  for (const id of [masterId, ...ids].sort((one, other) => one - other)) {
    const held = await tryToHold(context, id);
    // What was merged before is no ticket of its own any more.
    if (held?.id === id) continue;
    if (id === masterId) throw noTicket(params.id);
    throw invalid(`Parameter "ticket_list" must list ids of tickets; ${id} is none`);
  }
  mergeTickets(context, { id: masterId }, ids);
  return { data: await presentWritten(context, masterId) };
});
