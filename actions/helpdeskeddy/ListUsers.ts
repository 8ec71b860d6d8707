import { action, type Context } from '../../src/calls/action';
import { endOfSecond } from '../../src/dialects/dates';
import { nameClients, readGroups } from '../../src/dialects/helpdeskeddy/groups';
import { readOrders } from '../../src/dialects/helpdeskeddy/orders';
import { pagination, rowsOf } from '../../src/dialects/helpdeskeddy/paging';
import { readUserId } from '../../src/dialects/helpdeskeddy/people';
import { presentUsers } from '../../src/dialects/helpdeskeddy/users';
import type { HelpdeskeddyListUsers } from '../../src/generated/helpdeskeddy/ListUsers';
import { type AccountOrder, listAccounts } from '../../src/store/people/accounts';

export default action<HelpdeskeddyListUsers>(async (params, context) => {
  const { db, caller, now } = context;
  const { page, id_list, group_list, type } = params;
  // A client does not see its group, and so it cannot be found by it.
  const isElsewhere = caller.clientId !== null && group_list !== undefined && !nameClients(group_list);
  const named = isElsewhere ? [] : id_list?.map(readUserId);
  const self = caller.clientId;
  const among =
    self === null
      ? named
      : (named ?? [{ kind: 'client' as const, id: self }]).filter(({ kind, id }) => kind === 'client' && id === self);
  const { rows, total } = await listAccounts(
    db,
    { ...readFilter(params, context), among, kind: type && (type === 'staff' ? 'staff' : 'client') },
    { order: readOrder(params.order_by), now, ...rowsOf(page) },
  );
  return { data: await presentUsers(context, rows), pagination: pagination(total, page) };
});

function readFilter(params: HelpdeskeddyListUsers, { caller, now }: Context) {
  const search = params.search?.trim() || undefined;
  const { group_list, organization_list, user_status } = params;
  return {
    ...(params.exact_search ? { exactly: search } : { search }),
    groups: caller.clientId === null && group_list ? readGroups(group_list) : undefined,
    departmentIds: params.department_list,
    statuses: organization_list === undefined ? params.status_list : [],
    onlineAt: user_status && { moment: now, online: user_status === 'online' },
    createdSince: params.from_date_created,
    createdUntil: params.to_date_created && endOfSecond(params.to_date_created),
    updatedSince: params.from_date_updated,
    updatedUntil: params.to_date_updated && endOfSecond(params.to_date_updated),
  };
}

const ORDERS: Record<string, AccountOrder[0]> = { name: 'name', date_created: 'created', date_updated: 'updated' };

const readOrder = (sent: string[] | undefined): AccountOrder[] =>
  readOrders(sent ?? ['name'], 'asc').map(([name, direction]) => [ORDERS[name] ?? 'name', direction]);
