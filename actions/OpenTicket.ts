import { action, type Context } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { OpenTicket } from '../src/generated/OpenTicket';
import { lookUpOpening, type Opening } from '../src/store/tickets/opening';
import type { Author } from '../src/store/tickets/tickets';
import { checkAttachments } from '../src/tickets/attachments';
import { guest, ofClient, ofStaff } from '../src/tickets/authors';
import { checkLength, clientFor, fieldsFor } from '../src/tickets/clients';
import { checkCustomFields } from '../src/tickets/custom-field-rules';
import { happenedAt } from '../src/tickets/dates';
import { formatOf } from '../src/tickets/format';
import { openTicket } from '../src/tickets/open';

/** Refusals come in the documented order: people first, then the department, what it is about, and the date. */
export default action<OpenTicket>(async (sent, context) => {
  const { db, now, desk, caller } = context;
  const clientid = clientFor(caller, sent.clientid);
  const params = { ...sent, ...(clientid !== undefined && { clientid }) };
  checkLength(caller, params.message);
  const found = await lookUpOpening(db, {
    departmentId: params.deptid,
    clientId: params.clientid,
    userId: params.userid,
    contactId: params.contactid,
    serviceId: params.serviceid,
    domainId: params.domainid,
    priority: (params.priority ?? desk.defaultPriority).trim(),
    guestEmail: params.clientid === undefined ? (params.email?.trim() ?? '') : undefined,
  });
  const opener = findOpener(params, found, context);
  if (found.department === null) throw notFound('Department ID not found');
  if (found.priority === null) {
    throw invalid(`Invalid Ticket Priority. Valid priorities are: ${found.priorityNames}`);
  }
  if (params.serviceid !== undefined && params.domainid !== undefined) {
    throw invalid('Only one of serviceid or domainid may be specified');
  }
  if (params.serviceid !== undefined && found.serviceId === null) throw notFound('Service ID Not Found');
  if (params.domainid !== undefined && found.domainId === null) throw notFound('Domain ID Not Found');

  const { id, number, accessCode } = await openTicket(context, {
    department: found.department,
    status: found.status,
    priority: found.priority,
    opener,
    subject: params.subject,
    body: params.message,
    format: formatOf(params.markdown),
    serviceId: found.serviceId,
    domainId: found.domainId,
    preventClientClosure: params.preventClientClosure ?? found.department.preventClientClosure,
    createdAt: happenedAt(params.created, now, 'Ticket'),
    customFields: checkCustomFields(fieldsFor(caller, found.customFields), params.customfields, true),
    attachments: checkAttachments(params.attachments, desk),
    quiet: params.noemail ?? false,
    spamFilters: found.spamFilters,
  });
  return { id, tid: number, c: accessCode };
});

/** With `admin`, the member of staff behind the call opens the ticket for the client or guest; without one, they do. */
function findOpener(params: OpenTicket, found: Opening, { caller }: Context): Author {
  const requester = findRequester(params, found);
  if (!params.admin || caller.staff === null) return requester;
  const staff = ofStaff(caller.staff.id, caller.staff.name);
  return params.clientid === undefined
    ? { ...staff, name: requester.name, email: requester.email }
    : { ...requester, kind: 'staff', staffId: caller.staff.id };
}

function findRequester({ clientid, userid, contactid, name, email }: OpenTicket, found: Opening): Author {
  if (clientid !== undefined && found.clientId === null) throw notFound('Client ID Not Found');
  if (userid !== undefined && found.userId === null) throw notFound('The system cannot find the provided user ID.');
  if (contactid !== undefined && userid === undefined && found.contactId === null)
    throw notFound('Contact ID Not Found');
  if (clientid === undefined) return guest(name, email);
  return ofClient(clientid, {
    ...(userid !== undefined && { userId: userid }),
    ...(contactid !== undefined && { contactId: contactid }),
  });
}
