import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetDomains } from '../src/generated/GetDomains';
import { type Domain, listDomains } from '../src/store/people/domains';

export default action<GetDomains>(async (params, { db }) => {
  const { domainid, clientid, status, domain } = params;
  const page = pageOf(params);
  const listed = await listDomains(db, { id: domainid, clientId: clientid, status, name: domain }, page);
  return { ...countsOf(page, listed), domains: { domain: listed.rows.map(domainItem) } };
});

const domainItem = (domain: Domain) => ({
  id: domain.id,
  clientid: domain.clientId,
  domainname: domain.name,
  registrar: domain.registrar,
  regtype: domain.kind,
  status: domain.status,
  regperiod: domain.years,
  firstpaymentamount: domain.firstPayment,
  recurringamount: domain.recurring,
  paymentmethod: domain.paymentMethod,
  regdate: domain.registeredOn,
  expirydate: domain.expiresOn,
  nextduedate: domain.nextDueOn,
  dnsmanagement: domain.dnsManagement,
  emailforwarding: domain.emailForwarding,
  idprotection: domain.idProtection,
  donotrenew: domain.doNotRenew,
  notes: domain.notes,
  created_at: domain.createdAt,
  updated_at: domain.updatedAt,
});
