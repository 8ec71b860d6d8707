import { action, type Context } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { OpenTicket } from '../src/generated/OpenTicket';
import type { Author } from '../src/store/tickets/tickets';
import { checkAttachments } from '../src/tickets/attachments';
import { guest, ofClient, ofStaff, requireNameAndEmail } from '../src/tickets/authors';
import { checkLength, clientFor, fieldsFor } from '../src/tickets/client-limits';
import { checkCustomFields } from '../src/tickets/custom-field-rules';
import { happenedAt } from '../src/tickets/dates';
import { readableRecipients } from '../src/tickets/extras';
import { formatOf } from '../src/tickets/format';
import { openTicket } from '../src/tickets/open';
import { findOpening, type Opening } from '../src/tickets/opening';

/**
 * Checks in the order of `x-refusals`, which is part of the API. So each check is a statement of its own: people first,
 * then the department, the service or domain, the address, the date, custom fields and files.
 */
export default action<OpenTicket>(async (sent, context) => {
  const { now, desk, caller } = context;
  const params = withClient(sent, context);
  checkLength(caller, params.message);
  const found = await findOpening(context, {
    departmentId: params.deptid,
    clientId: params.clientid,
    userId: params.userid,
    contactId: params.contactid,
    serviceId: params.serviceid,
    domainId: params.domainid,
    priority: (params.priority ?? desk.defaultPriority).trim(),
    defaultPriority: desk.defaultPriority,
    guestEmail: params.clientid === undefined ? (params.email?.trim() ?? '') : undefined,
    fieldKeys: Object.keys(params.customfields ?? {}),
  });
  checkPeople(params, found);
  const { department } = found;
  if (department === null) throw notFound('Department ID not found');
  const priority = priorityOf(params, found, context);
  checkBelonging(params, found);
  const opener = openerOf(params, context);
  const createdAt = happenedAt(params.created, now, 'Ticket');
  const customFields = await checkCustomFields(
    context,
    fieldsFor(caller, found.customFields),
    params.customfields,
    true,
  );
  const attachments = checkAttachments(params.attachments, desk);
  const cc = readableRecipients(context, 'cc', params.cc ?? []);

  const { id, number, accessCode } = await openTicket(context, {
    department,
    status: found.status,
    priority,
    opener,
    subject: params.subject,
    body: params.message,
    format: formatOf(params.markdown),
    serviceId: found.serviceId,
    domainId: found.domainId,
    preventClientClosure: params.preventClientClosure ?? department.preventClientClosure,
    createdAt,
    customFields,
    attachments,
    quiet: params.noemail ?? false,
    spamFilters: found.spamFilters,
    cc,
  });
  return { id, tid: number, c: accessCode };
});

/** Adds the calling client. Of somebody who is no client, the documentation has users and contacts ignored. */
function withClient(sent: OpenTicket, { caller, ignore }: Context): OpenTicket {
  const clientid = clientFor(caller, sent.clientid);
  if (clientid !== undefined) return { clientid, ...sent };
  if (sent.userid === undefined && sent.contactid === undefined) return sent;
  const { userid, contactid, ...rest } = sent;
  if (userid !== undefined) ignore('userid', 'without clientid');
  if (contactid !== undefined) ignore('contactid', 'without clientid');
  return rest;
}

/** The priority that the call names. One that does not exist is the default, unless a setting refuses the ticket. */
function priorityOf({ priority }: OpenTicket, found: Opening, { desk, ignore }: Context): { id: number; name: string } {
  const isUnknown = priority !== undefined && found.priority?.name.toLowerCase() !== priority.trim().toLowerCase();
  if (found.priority === null || (isUnknown && desk.unknownPriority === 'refuse')) {
    throw invalid(`Invalid Ticket Priority. Valid priorities are: ${found.priorityNames}`);
  }
  if (isUnknown) ignore('priority', 'unknown');
  return found.priority;
}

function checkPeople({ clientid, userid, contactid, name, email }: OpenTicket, found: Opening): void {
  if (clientid !== undefined && found.clientId === null) throw notFound('Client ID Not Found');
  if (userid !== undefined && found.userId === null) throw notFound('The system cannot find the provided user ID.');
  if (contactid !== undefined && userid === undefined && found.contactId === null)
    throw notFound('Contact ID Not Found');
  if (clientid === undefined) requireNameAndEmail(name, email);
}

function checkBelonging({ serviceid, domainid }: OpenTicket, found: Opening): void {
  if (serviceid !== undefined && domainid !== undefined) {
    throw invalid('Only one of serviceid or domainid may be specified');
  }
  if (serviceid !== undefined && found.serviceId === null) throw notFound('Service ID Not Found');
  if (domainid !== undefined && found.domainId === null) throw notFound('Domain ID Not Found');
}

/**
 * Finds who opens the ticket. With `admin`, it is the member of staff behind the call, on behalf of the client or
 * guest.
 *
 * @throws ApiError (invalid) `Email Address Invalid` for a guest.
 */
function openerOf(params: OpenTicket, { caller }: Context): Author {
  const requester = requesterOf(params);
  if (!params.admin || caller.staff === null) return requester;
  const staff = ofStaff(caller.staff.id, caller.staff.name);
  return params.clientid === undefined
    ? { ...staff, name: requester.name, email: requester.email }
    : { ...requester, kind: 'staff', staffId: caller.staff.id };
}

function requesterOf({ clientid, userid, contactid, name, email }: OpenTicket): Author {
  if (clientid === undefined) return guest(name, email);
  return ofClient(clientid, {
    ...(userid !== undefined && { userId: userid }),
    ...(contactid !== undefined && { contactId: contactid }),
  });
}
