import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetClients } from '../src/generated/GetClients';
import { type ClientOrder, type ListedClient, listClients } from '../src/store/people/client-list';

const ORDERS = new Map<string, ClientOrder>([
  ['firstname', 'firstName'],
  ['lastname', 'lastName'],
  ['companyname', 'company'],
  ['email', 'email'],
  ['datecreated', 'createdAt'],
  ['groupid', 'groupId'],
  ['status', 'status'],
]);

export default action<GetClients>(async (params, { db, desk }) => {
  const page = pageOf(params);
  const query = {
    search: params.search?.trim(),
    status: params.status?.trim(),
    by: ORDERS.get(params.orderby ?? 'id') ?? 'id',
    way: params.sorting?.toLowerCase() === 'desc' ? 'desc' : 'asc',
    timeZone: desk.timeZone,
  } as const;
  const listed = await listClients(db, query, page);
  return { ...countsOf(page, listed), clients: { client: listed.rows.map(present) } };
});

const present = (client: ListedClient) => ({
  id: client.id,
  firstname: client.firstName,
  lastname: client.lastName,
  companyname: client.company,
  email: client.email,
  datecreated: client.createdOn,
  groupid: client.groupId,
  status: client.status,
});
