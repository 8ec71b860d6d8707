import { action } from '../../src/calls/action';
import { countKinds, presentListed, statusIdsOf } from '../../src/dialects/pages/client-tickets';
import type { PagesGetTickets } from '../../src/generated/pages/GetTickets';
import { NO_ID } from '../../src/store/ids';
import { countClientTickets, listClientTickets } from '../../src/store/search/client-tickets';
import type { TicketFilter } from '../../src/store/search/ticket-filter';
import { findTicketIds } from '../../src/store/search/ticket-list';
import type { OrderedPage } from '../../src/store/search/ticket-order';
import { findTickets } from '../../src/tickets/find';

const ON_A_PAGE = 25;

export default action<PagesGetTickets>(async ({ search, kind, oldest_first, page = 1 }, context) => {
  const { db, caller } = context;
  const clientId = caller.clientId ?? NO_ID;
  const { statuses } = await context.catalogue();
  const filter: TicketFilter = {
    clientId,
    ...(kind !== undefined && { statusIds: statusIdsOf(statuses, kind) }),
    ...(search !== undefined && { search }),
  };
  const place: OrderedPage = {
    order: [['lastReply', oldest_first ? 'asc' : 'desc']],
    offset: (page - 1) * ON_A_PAGE,
    limit: ON_A_PAGE,
  };
  // Counting by status costs no more than counting, and says how many there are of each kind. Only a search must count
  // for itself.
  const [counted, found] = await Promise.all([
    countClientTickets(db, clientId),
    search === undefined ? findTicketIds(db, filter, place) : findTickets(db, filter, place),
  ]);
  const counts = countKinds(statuses, counted);
  const all = counts.waiting + counts.answered + counts.closed;
  const { total, ids } = Array.isArray(found) ? { total: kind === undefined ? all : counts[kind], ids: found } : found;
  const tickets = await listClientTickets(db, ids);
  return {
    total,
    page,
    last_page: Math.max(1, Math.ceil(total / ON_A_PAGE)),
    counts: { all, ...counts },
    tickets: tickets.map((ticket) => presentListed(statuses, ticket)),
  };
});
