import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetClientsDomains } from '../src/generated/GetClientsDomains';
import { type Domain, listDomains } from '../src/store/people/domains';

export default action<GetClientsDomains>(async (params, { db }) => {
  const { clientid, domainid, domain } = params;
  const page = pageOf(params);
  const listed = await listDomains(db, { id: domainid, clientId: clientid, name: domain }, page);
  return {
    ...{ clientid, domainid },
    ...countsOf(page, listed),
    domains: { domain: listed.rows.map(domainItem) },
  };
});

/** A domain with every published member. Orders and promotions are empty, because the desk has none. */
const domainItem = (domain: Domain) => ({
  id: domain.id,
  userid: domain.clientId,
  orderid: 0,
  regtype: domain.kind,
  domainname: domain.name,
  registrar: domain.registrar,
  regperiod: domain.years,
  firstpaymentamount: domain.firstPayment,
  recurringamount: domain.recurring,
  paymentmethod: domain.paymentMethod,
  paymentmethodname: domain.paymentMethod,
  regdate: domain.registeredOn,
  expirydate: domain.expiresOn,
  nextduedate: domain.nextDueOn,
  status: domain.status,
  ...{ subscriptionid: '', promoid: 0 },
  dnsmanagement: flag(domain.dnsManagement),
  emailforwarding: flag(domain.emailForwarding),
  idprotection: flag(domain.idProtection),
  donotrenew: flag(domain.doNotRenew),
  notes: domain.notes,
});

const flag = (set: boolean): string => (set ? 'on' : '');
