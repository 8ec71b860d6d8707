import { action } from '../src/action';
import type { GetClients } from '../src/generated/GetClients';
import { type CLIENT_ORDERS, listClients } from '../src/store/clients';

export default action<GetClients>(async (params, { db, desk }) => {
  const { limitstart = 0, limitnum = 25 } = params;
  const { total, clients } = await listClients(db, {
    search: params.search?.trim(),
    status: params.status?.trim(),
    order: (params.orderby ?? 'id') as keyof typeof CLIENT_ORDERS,
    direction: params.sorting?.toLowerCase() === 'desc' ? 'desc' : 'asc',
    offset: limitstart,
    limit: limitnum,
    timeZone: desk.timeZone,
  });
  const client = clients.map(({ id, firstName, lastName, company, email, createdOn, groupId, status }) => ({
    ...{ id, firstname: firstName, lastname: lastName, companyname: company, email },
    ...{ datecreated: createdOn, groupid: groupId, status },
  }));
  return { totalresults: total, startnumber: limitstart, numreturned: client.length, clients: { client } };
});
