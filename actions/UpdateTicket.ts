import { action, type Context } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { invalid, notFound } from '../src/errors';
import type { UpdateTicket } from '../src/generated/UpdateTicket';
import { findDepartment } from '../src/store/desk/departments';
import { findByName } from '../src/store/desk/named';
import { listPriorities } from '../src/store/desk/priorities';
import { listStatuses } from '../src/store/desk/statuses';
import { findStaffByReference } from '../src/store/people/people';
import { rowExists } from '../src/store/rows';
import { listCustomFields, writeCustomFields } from '../src/store/tickets/custom-fields';
import { findTicketForUpdate } from '../src/store/tickets/tickets';
import { checkEmail } from '../src/tickets/authors';
import { checkCustomFields } from '../src/tickets/custom-field-rules';
import { happenedAt } from '../src/tickets/dates';
import { checkRecipients } from '../src/tickets/extras';
import { formatOf } from '../src/tickets/format';
import { changeStatus } from '../src/tickets/status';
import {
  assign,
  changeDepartment,
  changeDetails,
  changePriority,
  changeSubject,
  type Details,
} from '../src/tickets/update';

/** Checks in the order of `x-refusals`. */
export default action<UpdateTicket>(async (params, context) => {
  const { db } = context;
  const held = await findTicketForUpdate(db, referenceOf(params));
  if (held === undefined) throw notFound('Ticket ID Not Found');
  const { department, priority, status, assignee } = await findReferences(params, context);
  const newDepartment = department?.id === held.departmentId ? undefined : department;
  const details = await readDetails(params, newDepartment?.preventClientClosure, context);
  const fieldsOf = department?.id ?? held.departmentId;
  const fields = params.customfields === undefined ? [] : await listCustomFields(db, fieldsOf);
  const customFields = await checkCustomFields(context, fields, params.customfields, false);

  const ticket = changeDetails(context, held, details);
  if (department !== undefined) changeDepartment(context, ticket, department);
  if (priority !== undefined) changePriority(context, ticket, priority);
  if (params.subject?.trim()) changeSubject(context, ticket, params.subject);
  if (assignee !== undefined) assign(context, ticket, assignee);
  if (status !== undefined) changeStatus(context, ticket, status, 'hand');
  writeCustomFields(db, ticket.id, customFields);
  return { ticketid: ticket.id };
});

/** Looks up what the call refers to. A null assignee unassigns the ticket; undefined leaves it. */
async function findReferences({ deptid, priority, status, flag, removeFlag }: UpdateTicket, { db }: Context) {
  const [department, priorities, statuses, staff] = await Promise.all([
    deptid === undefined ? undefined : findDepartment(db, deptid),
    listPriorities(db),
    listStatuses(db),
    flag === undefined || removeFlag ? undefined : findStaffByReference(db, flag.trim()),
  ]);
  const named = priority === undefined ? undefined : findByName(priorities, priority, ({ name }) => name);
  const titled = status === undefined ? undefined : findByName(statuses, status, ({ title }) => title);
  if (deptid !== undefined && department === undefined) throw notFound('Department ID Not Found');
  if (priority !== undefined && named === undefined) {
    throw invalid(`Invalid Ticket Priority. Valid priorities are: ${priorities.map(({ name }) => name).join(',')}`);
  }
  if (status !== undefined && titled === undefined) {
    throw invalid(`Invalid Ticket Status. Valid statuses are: ${statuses.map(({ title }) => title).join(',')}`);
  }
  const unassigns = removeFlag || flag?.trim() === '0';
  if (flag !== undefined && !unassigns && staff === undefined) throw notFound('Admin ID Not Found');
  return { department, priority: named, status: titled, assignee: unassigns ? null : staff };
}

async function readDetails(
  params: UpdateTicket,
  departmentPreventsClosure: boolean | undefined,
  { db, now }: Context,
): Promise<Details> {
  const { userid, name, email, cc, created, message, markdown } = params;
  if (userid !== undefined && !(await rowExists(db, 'clients', userid))) throw notFound('Client ID Not Found');
  const requesterEmail = email === undefined ? undefined : checkEmail(email);
  const recipients = cc === undefined ? undefined : checkRecipients(cc, 'cc');
  const createdAt = created === undefined ? undefined : happenedAt(created, now, 'Ticket');
  const preventClientClosure = params.preventClientClosure ?? departmentPreventsClosure;
  return {
    ...(userid !== undefined && { clientId: userid }),
    ...(name !== undefined && { requesterName: name }),
    ...(requesterEmail !== undefined && { requesterEmail }),
    ...(recipients !== undefined && { cc: recipients }),
    ...(createdAt !== undefined && { createdAt }),
    ...(message?.trim() && { body: message }),
    ...(markdown !== undefined && { format: formatOf(markdown) }),
    ...(preventClientClosure !== undefined && { preventClientClosure }),
  };
}
