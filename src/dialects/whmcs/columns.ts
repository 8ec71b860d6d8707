import type { Context } from '../../calls/action';
import type { Columns } from '../../store/rows';
import { checkEmail } from '../../tickets/authors';
import { checkPattern } from '../../tickets/custom-field-rules';
import { dayOf } from '../../tickets/dates';

interface Department {
  name?: string;
  description?: string;
  email?: string;
  clientsonly?: boolean;
  repliesonly?: boolean;
  hidden?: boolean;
  preventclientclosure?: boolean;
  plusaddresses?: string;
  sortorder?: number;
}

/**
 * The columns for the parameters of a department.
 *
 * @throws ApiError (invalid) `Email Address Invalid`
 */
export function departmentColumns(department: Department): Columns {
  const email = department.email?.trim();
  if (email) checkEmail(email);
  return {
    name: department.name?.trim(),
    description: department.description?.trim(),
    email,
    clientsOnly: department.clientsonly,
    repliesOnly: department.repliesonly,
    hidden: department.hidden,
    preventClientClosure: department.preventclientclosure,
    plusAddresses: department.plusaddresses,
    sortOrder: department.sortorder,
  };
}

interface Status {
  title?: string;
  slug?: string;
  color?: string;
  active?: boolean;
  awaitingreply?: boolean;
  closed?: boolean;
  autoclose?: boolean;
  sortorder?: number;
}

/** The columns for the parameters of a status. An empty slug clears it. */
export const statusColumns = (status: Status) => ({
  title: status.title?.trim(),
  slug: status.slug === undefined ? undefined : status.slug.trim().toLowerCase() || null,
  color: status.color?.toLowerCase(),
  isActive: status.active,
  isAwaitingReply: status.awaitingreply,
  isClosed: status.closed,
  autoClose: status.autoclose,
  sortOrder: status.sortorder,
});

interface CustomField {
  name?: string;
  departmentid?: number;
  description?: string;
  pattern?: string;
  required?: boolean;
  staffonly?: boolean;
  sortorder?: number;
}

/**
 * The columns for the parameters of a custom field. Department 0 means none.
 *
 * @throws ApiError (invalid) `The pattern is not a regular expression of at most 1000 characters`
 */
export function fieldColumns(field: CustomField): Columns {
  const pattern = field.pattern === undefined ? undefined : checkPattern(field.pattern);
  return {
    name: field.name?.trim(),
    departmentId: field.departmentid === undefined ? undefined : field.departmentid || null,
    description: field.description?.trim(),
    pattern,
    required: field.required,
    staffOnly: field.staffonly,
    sortOrder: field.sortorder,
  };
}

interface ClientGroup {
  groupname?: string;
  groupcolour?: string;
  discountpercent?: string;
  susptermexempt?: boolean;
  separateinvoices?: boolean;
}

/** The columns for the parameters of a client group. */
export const clientGroupColumns = (group: ClientGroup): Columns => ({
  name: group.groupname?.trim(),
  color: group.groupcolour?.toLowerCase(),
  discountPercent: group.discountpercent,
  suspendExempt: group.susptermexempt,
  separateInvoices: group.separateinvoices,
});

type Zone = Pick<Context['desk'], 'timeZone'>;

interface Paid {
  clientid?: number;
  status?: string;
  firstpaymentamount?: string;
  recurringamount?: string;
  paymentmethod?: string;
  regdate?: Date;
  nextduedate?: Date;
  notes?: string;
}

const paidColumns = (paid: Paid, { timeZone }: Zone): Columns => ({
  clientId: paid.clientid,
  status: paid.status,
  firstPayment: paid.firstpaymentamount,
  recurring: paid.recurringamount,
  paymentMethod: paid.paymentmethod,
  registeredOn: paid.regdate && dayOf(paid.regdate, timeZone),
  nextDueOn: paid.nextduedate && dayOf(paid.nextduedate, timeZone),
  notes: paid.notes,
});

interface Service extends Paid {
  name?: string;
  pid?: number;
  groupname?: string;
  domain?: string;
  username?: string;
  servername?: string;
  dedicatedip?: string;
  qty?: number;
  billingcycle?: string;
}

/** The columns for the parameters of a service. Days are in the desk's time zone. */
export const serviceColumns = (service: Service, desk: Zone): Columns => ({
  ...paidColumns(service, desk),
  name: service.name?.trim(),
  productId: service.pid,
  groupName: service.groupname,
  domain: service.domain?.trim(),
  username: service.username,
  serverName: service.servername,
  dedicatedIp: service.dedicatedip,
  quantity: service.qty,
  billingCycle: service.billingcycle,
});

interface Domain extends Paid {
  domainname?: string;
  registrar?: string;
  regtype?: string;
  regperiod?: number;
  expirydate?: Date;
  dnsmanagement?: boolean;
  emailforwarding?: boolean;
  idprotection?: boolean;
  donotrenew?: boolean;
}

/** The columns for the parameters of a domain. Days are in the desk's time zone. */
export const domainColumns = (domain: Domain, desk: Zone): Columns => ({
  ...paidColumns(domain, desk),
  name: domain.domainname?.trim(),
  registrar: domain.registrar,
  kind: domain.regtype,
  years: domain.regperiod,
  expiresOn: domain.expirydate && dayOf(domain.expirydate, desk.timeZone),
  dnsManagement: domain.dnsmanagement,
  emailForwarding: domain.emailforwarding,
  idProtection: domain.idprotection,
  doNotRenew: domain.donotrenew,
});
