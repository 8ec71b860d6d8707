import { action } from '../../src/calls/action';
import { presentWritten } from '../../src/dialects/helpdeskeddy/ticket-answer';
import { findTicket, noTicket, tryToHold } from '../../src/dialects/helpdeskeddy/tickets';
import { invalid } from '../../src/errors';
import type { HelpdeskeddyUniteTickets } from '../../src/generated/helpdeskeddy/UniteTickets';
import { lockMerges } from '../../src/store/tickets/tickets';
import { holdInOrder, mergeTickets } from '../../src/tickets/merge';

export default action<HelpdeskeddyUniteTickets>(async (params, context) => {
  await lockMerges(context.db);
  const { id: masterId } = await findTicket(context, params.id);
  const ids = [...new Set(params.ticket_list)];
  if (ids.includes(masterId)) throw invalid('Parameter "ticket_list" may not name the ticket itself');
  const held = await holdInOrder([masterId, ...ids], (id) => tryToHold(context, id));
  const master = held.get(masterId);
  if (master === undefined) throw noTicket(params.id);
  const missing = ids.find((id) => !held.has(id));
  if (missing !== undefined) throw invalid(`Parameter "ticket_list" must list ids of tickets; ${missing} is none`);
  mergeTickets(
    context,
    master,
    [...held.values()].filter(({ id }) => id !== masterId),
  );
  return { data: await presentWritten(context, masterId) };
});
