import { action } from '../src/calls/action';
import { presentEvents } from '../src/dialects/whmcs/feed';
import { readEvents } from '../src/dialects/whmcs/webhooks';
import { invalid } from '../src/errors';
import type { GetEvents } from '../src/generated/GetEvents';
import { findFeedRange, readFeed } from '../src/store/deliveries/feed';
import { EVERY_TICKET, findTicketId } from '../src/store/tickets/tickets';

const DEFAULT_LIMIT = 100;

export default action<GetEvents, void>(
  (_params, { numberEvents }) => numberEvents(),
  async ({ since = 0, limit = DEFAULT_LIMIT, events = [], ticketid, deptid }, context) => {
    const { db, caller } = context;
    const names = readEvents(events);
    // The caller's scope limits the events below. Here it would hide that a ticket was merged into another department's.
    const [range, leadsTo] = await Promise.all([
      findFeedRange(db),
      ticketid === undefined ? undefined : findTicketId(db, { id: ticketid }, EVERY_TICKET),
    ]);
    // After a backup was restored, numbers are given once more. Whoever waited for higher ones would miss events.
    if (since > range.last) throw invalid(`There is no event ${since} yet: the last one is ${range.last}`);
    const found = await readFeed(db, range, since, limit, {
      events: names.length === 0 ? undefined : names,
      ticketId: ticketid,
      masterId: leadsTo === ticketid ? undefined : leadsTo,
      departmentId: deptid,
      departmentIds: caller.departmentIds,
      clientId: caller.clientId,
    });
    return {
      ...{ numreturned: found.events.length, next: found.next, more: found.isRest },
      ...{ first: range.first, last: range.last },
      events: { event: await presentEvents(context, found.events) },
    };
  },
);
