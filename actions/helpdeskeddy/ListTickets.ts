import { action, type Context } from '../../src/calls/action';
import { endOfSecond } from '../../src/dialects/dates';
import { readOrders } from '../../src/dialects/helpdeskeddy/orders';
import { pagination, rowsOf } from '../../src/dialects/helpdeskeddy/paging';
import { readStaffId, readUserId } from '../../src/dialects/helpdeskeddy/people';
import { presentTickets, SOURCE } from '../../src/dialects/helpdeskeddy/ticket-answer';
import type { HelpdeskeddyListTickets } from '../../src/generated/helpdeskeddy/ListTickets';
import { listPublicPriorities } from '../../src/store/desk/priorities';
import { listStatuses } from '../../src/store/desk/statuses';
import type { TicketFilter } from '../../src/store/search/ticket-filter';
import type { Order, OrderBy } from '../../src/store/search/ticket-order';
import { listTicketFacts } from '../../src/store/tickets/rest-views';
import { listTicketTypes } from '../../src/store/tickets/types';
import { findTickets } from '../../src/tickets/find';
import { idOfUnique } from '../../src/tickets/numbers';

export default action<HelpdeskeddyListTickets>(async (params, context) => {
  const { db } = context;
  const filter = await readFilter(params, context);
  const page = { order: readOrder(params.order_by), ...rowsOf(params.page) };
  const { total, ids } = await findTickets(db, filter, page);
  const tickets = await presentTickets(context, await listTicketFacts(db, ids));
  return {
    data: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    pagination: pagination(total, params.page),
  };
});

/** Clients see their own tickets, but no deleted ones. */
function visibleTo({ caller }: Context, deleted: boolean): TicketFilter {
  if (caller.clientId !== null) return { clientId: caller.clientId, ...(deleted && { ids: [] }) };
  return { deleted, ...(caller.departmentIds !== null && { departmentIds: caller.departmentIds }) };
}

async function readFilter(params: HelpdeskeddyListTickets, context: Context): Promise<TicketFilter> {
  const { db, now } = context;
  const { status_list, priority_list, type_list, department_list, source_list, freeze } = params;
  const visible = visibleTo(context, params.deleted ?? false);
  const [statusIds, priorityIds, typeIds] = await Promise.all([
    status_list && findStatusIds(db, status_list),
    priority_list && pick(await listPublicPriorities(db), priority_list, ({ publicId }) => publicId),
    type_list && pick(await listTicketTypes(db), type_list, ({ id }) => id),
  ]);
  return {
    ...readSearch(params),
    ...(params.user_list !== undefined && { clientIds: clientsAmong(params.user_list) }),
    ...(params.owner_list !== undefined && { assigneeIds: params.owner_list.map(readStaffId) }),
    ...(statusIds !== undefined && { statusIds }),
    ...(priorityIds !== undefined && { priorityIds }),
    ...(typeIds !== undefined && { typeIds }),
    ...(freeze !== undefined && { frozenAt: { moment: now, frozen: freeze } }),
    ...(params.from_date_created !== undefined && { createdSince: params.from_date_created }),
    ...(params.to_date_created !== undefined && { createdUntil: endOfSecond(params.to_date_created) }),
    ...(params.from_date_updated !== undefined && { updatedSince: params.from_date_updated }),
    ...(params.to_date_updated !== undefined && { updatedUntil: endOfSecond(params.to_date_updated) }),
    ...visible,
    ...(department_list !== undefined && { departmentIds: amongVisible(department_list, visible) }),
    ...(source_list !== undefined && !source_list.some(isOurSource) && { ids: [] }),
  };
}

const amongVisible = (wanted: number[], { departmentIds }: TicketFilter): number[] =>
  departmentIds === undefined ? wanted : wanted.filter((id) => departmentIds.includes(id));

/** Whether a name is the source that this API shows for every ticket. */
const isOurSource = (name: string): boolean => name.toLowerCase() === SOURCE;

/** Tickets are for clients only, so a member of staff matches none. */
const clientsAmong = (userIds: number[]): number[] =>
  userIds.map(readUserId).flatMap(({ kind, id }) => (kind === 'client' ? [id] : []));

/**
 * Finds the statuses that a call names. Programs that wait for work ask for `open`. A client's reply has a status of
 * its own here, which that API does not have, so `open` means every status that waits for staff.
 */
async function findStatusIds(db: Context['db'], slugs: string[]): Promise<number[]> {
  const statuses = await listStatuses(db);
  const wanted = slugs.map((slug) => slug.trim().toLowerCase());
  const named = pick(statuses, wanted, ({ slug }) => slug.toLowerCase());
  const awaiting = wanted.includes('open')
    ? statuses.filter(({ isAwaiting, isClosed }) => isAwaiting && !isClosed)
    : [];
  return [...new Set([...named, ...awaiting.map(({ id }) => id)])];
}

/** Finds the ids of the wanted rows. Exporters send fixed lists, so a value that names no row matches nothing. */
const pick = <Row extends { id: number }, Id>(rows: Row[], wanted: Id[], idOf: (row: Row) => Id): number[] =>
  rows.filter((row) => wanted.includes(idOf(row))).map(({ id }) => id);

function readSearch({ search, exact_search }: HelpdeskeddyListTickets): TicketFilter {
  const text = search?.trim() ?? '';
  if (text === '') return {};
  return exact_search ? { exactly: { text, id: idOfUnique(text) ?? null } } : { search: text };
}

const ORDERS: Record<string, OrderBy> = {
  date_created: 'created',
  date_updated: 'updated',
  viewed_by_staff: 'viewedByStaff',
  viewed_by_client: 'viewedByClient',
};

/** Reads the orders. The default direction is descending. */
function readOrder(sent: string[] | undefined): [Order, ...Order[]] {
  const [first = NEWEST_FIRST, ...others] = readOrders(sent ?? [], 'desc').map(
    ([name, direction]): Order => [ORDERS[name] ?? 'created', direction],
  );
  return [first, ...others];
}

const NEWEST_FIRST: Order = ['created', 'desc'];
