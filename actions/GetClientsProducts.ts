import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetClientsProducts } from '../src/generated/GetClientsProducts';
import { listServices, type Service } from '../src/store/people/services';

export default action<GetClientsProducts>(async (params, { db }) => {
  const { clientid, serviceid, pid, domain, username2 } = params;
  const page = pageOf(params);
  const filter = { id: serviceid, clientId: clientid, productId: pid, domain, username: username2 };
  const listed = await listServices(db, filter, page);
  return {
    ...{ clientid, serviceid, pid, domain },
    ...countsOf(page, listed),
    products: { product: listed.rows.map(productItem) },
  };
});

/** A service with every published member. Orders, modules and usage are empty, because the desk has none. */
const productItem = (service: Service) => ({
  id: service.id,
  qty: service.quantity,
  clientid: service.clientId,
  ...{ orderid: 0, ordernumber: '' },
  pid: service.productId,
  regdate: service.registeredOn,
  name: service.name,
  translated_name: service.name,
  groupname: service.groupName,
  translated_groupname: service.groupName,
  domain: service.domain,
  dedicatedip: service.dedicatedIp,
  serverid: 0,
  servername: service.serverName,
  ...{ serverip: '', serverhostname: '', suspensionreason: '' },
  firstpaymentamount: service.firstPayment,
  recurringamount: service.recurring,
  paymentmethod: service.paymentMethod,
  paymentmethodname: service.paymentMethod,
  billingcycle: service.billingCycle,
  nextduedate: service.nextDueOn,
  status: service.status,
  username: service.username,
  ...{ password: '', subscriptionid: '', promoid: 0, overideautosuspend: '', overidesuspenduntil: '0000-00-00' },
  ...{ ns1: '', ns2: '', assignedips: '' },
  notes: service.notes,
  ...{ diskusage: 0, disklimit: 0, bwusage: 0, bwlimit: 0, lastupdate: '0000-00-00 00:00:00' },
  customfields: { customfield: [] },
  configoptions: { configoption: [] },
});
