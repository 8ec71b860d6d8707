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
  sortorder?: number;
}

/**
 * The columns of what a call says of a department.
 *
 * @throws ApiError (invalid) `Email Address Invalid`.
 */
export function departmentColumns(department: Department): Columns {
  const email = department.email?.trim();
  if (email) checkEmail(email);
  return {
    name: department.name?.trim(),
    description: department.description?.trim(),
    email,
    clients_only: department.clientsonly,
    replies_only: department.repliesonly,
    hidden: department.hidden,
    prevent_client_closure: department.preventclientclosure,
    sort_order: department.sortorder,
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

/** The columns of what a call says of a status; an empty slug is none. */
export const statusColumns = (status: Status) => ({
  title: status.title?.trim(),
  slug: status.slug === undefined ? undefined : status.slug.trim().toLowerCase() || null,
  color: status.color?.toLowerCase(),
  is_active: status.active,
  is_awaiting_reply: status.awaitingreply,
  is_closed: status.closed,
  auto_close: status.autoclose,
  sort_order: status.sortorder,
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
 * The columns of what a call says of a custom field; the department 0 is none.
 *
 * @throws ApiError (invalid) `The pattern is not a regular expression of at most 1000 characters`.
 */
export function fieldColumns(field: CustomField): Columns {
  const pattern = field.pattern === undefined ? undefined : checkPattern(field.pattern);
  return {
    name: field.name?.trim(),
    department_id: field.departmentid === undefined ? undefined : field.departmentid || null,
    description: field.description?.trim(),
    pattern,
    required: field.required,
    staff_only: field.staffonly,
    sort_order: field.sortorder,
  };
}

interface ClientGroup {
  groupname?: string;
  groupcolour?: string;
  discountpercent?: string;
  susptermexempt?: boolean;
  separateinvoices?: boolean;
}

/** The columns of what a call says of a group of clients. */
export const clientGroupColumns = (group: ClientGroup): Columns => ({
  name: group.groupname?.trim(),
  color: group.groupcolour?.toLowerCase(),
  discount_percent: group.discountpercent,
  suspend_exempt: group.susptermexempt,
  separate_invoices: group.separateinvoices,
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
  client_id: paid.clientid,
  status: paid.status,
  first_payment: paid.firstpaymentamount,
  recurring: paid.recurringamount,
  payment_method: paid.paymentmethod,
  registered_on: paid.regdate && dayOf(paid.regdate, timeZone),
  next_due_on: paid.nextduedate && dayOf(paid.nextduedate, timeZone),
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

/** The columns of what a call says of a service; days are those of the desk's zone. */
export const serviceColumns = (service: Service, desk: Zone): Columns => ({
  ...paidColumns(service, desk),
  name: service.name?.trim(),
  product_id: service.pid,
  group_name: service.groupname,
  domain: service.domain?.trim(),
  username: service.username,
  server_name: service.servername,
  dedicated_ip: service.dedicatedip,
  quantity: service.qty,
  billing_cycle: service.billingcycle,
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

/** The columns of what a call says of a domain; days are those of the desk's zone. */
export const domainColumns = (domain: Domain, desk: Zone): Columns => ({
  ...paidColumns(domain, desk),
  name: domain.domainname?.trim(),
  registrar: domain.registrar,
  kind: domain.regtype,
  years: domain.regperiod,
  expires_on: domain.expirydate && dayOf(domain.expirydate, desk.timeZone),
  dns_management: domain.dnsmanagement,
  email_forwarding: domain.emailforwarding,
  id_protection: domain.idprotection,
  do_not_renew: domain.donotrenew,
});
