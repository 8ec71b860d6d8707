import { action, type Context } from '../../src/calls/action';
import { pageOf } from '../../src/dialects/socialboards/paging';
import { findStatusIds } from '../../src/dialects/socialboards/statuses';
import { DETAILED_SOURCE, presentTickets, SOURCE } from '../../src/dialects/socialboards/tickets';
import type { SocialboardsListTickets } from '../../src/generated/socialboards/ListTickets';
import { listStatuses } from '../../src/store/desk/statuses';
import type { TicketFilter } from '../../src/store/search/ticket-filter';
import { findTicketIds } from '../../src/store/search/ticket-list';
import type { Order } from '../../src/store/search/ticket-order';
import { listTicketFacts } from '../../src/store/tickets/rest-views';

type OrderBy = NonNullable<SocialboardsListTickets['orderBy']>;

const ORDERS: Record<OrderBy, Order> = {
  creation_time_asc: ['created', 'asc'],
  creation_time_desc: ['created', 'desc'],
  last_thread_activity_asc: ['lastReply', 'asc'],
  last_thread_activity_desc: ['lastReply', 'desc'],
};

export default action<SocialboardsListTickets>(async (params, context) => {
  const filter = await readFilter(params, context);
  if (!isOurSource(params.source)) return { data: [] };
  const ids = await findTicketIds(context.db, filter, {
    order: [ORDERS[params.orderBy ?? 'last_thread_activity_desc']],
    ...pageOf(params),
  });
  return { data: await presentTickets(context, await listTicketFacts(context.db, ids)) };
});

/** All tickets of this desk have the same source, so a list for any other is empty. */
const isOurSource = (source: string | undefined): boolean =>
  !source?.trim() || [SOURCE, DETAILED_SOURCE].includes(source.trim().toLowerCase());

/** Reads the filter. An empty list means no condition, because programs send it for filters they don't use. */
async function readFilter(params: SocialboardsListTickets, { db, caller }: Context): Promise<TicketFilter> {
  const { categoryId, customFields = [], from, to, status, ticketIds = [] } = params;
  const statusIds = status?.trim() ? findStatusIds(await listStatuses(db), status) : undefined;
  return {
    ...(caller.departmentIds !== null && { departmentIds: caller.departmentIds }),
    ...(categoryId !== undefined && { categoryId }),
    ...(customFields.length > 0 && { fieldValues: customFields }),
    ...(from !== undefined && { createdSince: from }),
    ...(to !== undefined && { createdUntil: to }),
    ...(statusIds !== undefined && { statusIds }),
    ...(ticketIds.length > 0 && { ids: ticketIds }),
  };
}
