import { action } from '../src/calls/action';
import { presentDelivery } from '../src/dialects/whmcs/deliveries';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetDeliveries } from '../src/generated/GetDeliveries';
import { listDeliveries } from '../src/store/deliveries/list';

export default action<GetDeliveries>(async ({ listener, state, event, ticketid, ...params }, { db, caller }) => {
  const page = pageOf(params);
  const departmentIds = caller.departmentIds ?? undefined;
  const listed = await listDeliveries(db, { listener, state, event, ticketId: ticketid, departmentIds }, page);
  return { ...countsOf(page, listed), deliveries: { delivery: listed.rows.map(presentDelivery) } };
});
