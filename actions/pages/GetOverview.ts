import { action } from '../../src/calls/action';
import { presentAnnouncement } from '../../src/dialects/pages/announcements';
import { countKinds, presentListed, statusIdsOf } from '../../src/dialects/pages/client-tickets';
import type { PagesGetOverview } from '../../src/generated/pages/GetOverview';
import { listNewestAnnouncements } from '../../src/store/desk/public-announcements';
import { NO_ID } from '../../src/store/ids';
import { findGreetingName } from '../../src/store/people/clients';
import { countClientTickets, listClientTickets } from '../../src/store/search/client-tickets';
import { findTicketIds } from '../../src/store/search/ticket-list';

const MOST_ANNOUNCEMENTS = 3;
const MOST_TICKETS = 5;

export default action<PagesGetOverview>(async ({ language = '' }, context) => {
  const { db, caller, now } = context;
  const clientId = caller.clientId ?? NO_ID;
  const { statuses } = await context.catalogue();
  const [name, counted, ids, announcements] = await Promise.all([
    findGreetingName(db, clientId, caller.session?.userId ?? null),
    countClientTickets(db, clientId),
    findTicketIds(
      db,
      { clientId, statusIds: statusIdsOf(statuses, 'answered') },
      { order: [['lastReply', 'desc']], offset: 0, limit: MOST_TICKETS },
    ),
    listNewestAnnouncements(db, { language, now }, MOST_ANNOUNCEMENTS),
  ]);
  const answered = await listClientTickets(db, ids);
  const counts = countKinds(statuses, counted);
  return {
    name,
    counts: { all: counts.waiting + counts.answered + counts.closed, ...counts },
    answered: answered.map((ticket) => presentListed(statuses, ticket)),
    announcements: announcements.map(presentAnnouncement),
  };
});
