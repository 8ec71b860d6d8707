import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetServices } from '../src/generated/GetServices';
import { listServices, type Service } from '../src/store/people/services';

export default action<GetServices>(async (params, { db }) => {
  const { serviceid, clientid, status, domain } = params;
  const page = pageOf(params);
  const listed = await listServices(db, { id: serviceid, clientId: clientid, status, domain }, page);
  return { ...countsOf(page, listed), services: { service: listed.rows.map(serviceItem) } };
});

const serviceItem = (service: Service) => ({
  id: service.id,
  clientid: service.clientId,
  name: service.name,
  pid: service.productId,
  groupname: service.groupName,
  domain: service.domain,
  status: service.status,
  username: service.username,
  servername: service.serverName,
  dedicatedip: service.dedicatedIp,
  qty: service.quantity,
  billingcycle: service.billingCycle,
  firstpaymentamount: service.firstPayment,
  recurringamount: service.recurring,
  paymentmethod: service.paymentMethod,
  regdate: service.registeredOn,
  nextduedate: service.nextDueOn,
  notes: service.notes,
  created_at: service.createdAt,
  updated_at: service.updatedAt,
});
