import { itemsOf } from '../src/access/assignments';
import { action, type Context } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { type ApiError, invalid, notFound } from '../src/errors';
import type { UpdateTicket } from '../src/generated/UpdateTicket';
import { findDepartment } from '../src/store/desk/departments';
import { findByName } from '../src/store/desk/named';
import { listPriorities } from '../src/store/desk/priorities';
import { listStatuses, type Status } from '../src/store/desk/statuses';
import { findStaffByReference } from '../src/store/people/people';
import { rowExists } from '../src/store/rows';
import { listCategoryRows } from '../src/store/tickets/categories';
import { listCustomFields, writeCustomFields } from '../src/store/tickets/custom-fields';
import { readPlan, type TicketPlan } from '../src/store/tickets/planning';
import { findTicketForUpdate, type TicketRow } from '../src/store/tickets/tickets';
import { listTicketTypes } from '../src/store/tickets/types';
import { checkEmail } from '../src/tickets/authors';
import { mayClose, ONLY_STAFF_CLOSES } from '../src/tickets/closure';
import { checkCustomFields } from '../src/tickets/custom-field-rules';
import { happenedAt } from '../src/tickets/dates';
import { checkRecipients, checkTags } from '../src/tickets/extras';
import { formatOf } from '../src/tickets/format';
import { logTicket } from '../src/tickets/log';
import { changePlan, checkSnooze, type PlanChange } from '../src/tickets/planning';
import { changeStatus, closedStatus, closeTicket, openStatus, reopenTicket } from '../src/tickets/status';
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
  const { db, caller } = context;
  const held = await findTicketForUpdate(db, referenceOf(params), caller);
  if (held === undefined) throw notFound('Ticket ID Not Found');
  if (caller.clientId !== null) return updateAsClient(params, context, held);
  const { department, priority, status, assignee } = await findReferences(params, context);
  const newDepartment = department?.id === held.departmentId ? undefined : department;
  const known = PLANNING.some((name) => params[name] !== undefined) ? await readPlan(db, held.id) : undefined;
  const named = await findNamed(params, context);
  const details = await readDetails(params, newDepartment?.preventClientClosure, context);
  const plan = known === undefined ? {} : readChange(params, known, context);
  const fieldsOf = department?.id ?? held.departmentId;
  const fields = params.customfields === undefined ? [] : await listCustomFields(db, fieldsOf);
  const customFields = await checkCustomFields(context, fields, params.customfields, false);

  const ticket = changeDetails(context, held, details);
  if (department !== undefined) changeDepartment(context, ticket, department);
  if (priority !== undefined) changePriority(context, ticket, priority);
  if (params.subject?.trim()) changeSubject(context, ticket, params.subject);
  if (assignee !== undefined) assign(context, ticket, assignee);
  if (known !== undefined) changePlan(context, ticket, known, { ...named, ...plan });
  if (details.cc !== undefined && known !== undefined) logCopies(context, ticket, known.cc, details.cc);
  if (status !== undefined) changeStatus(context, ticket, status);
  writeCustomFields(db, ticket.id, customFields);
  return { ticketid: ticket.id };
});

/** The parameters for which the plan so far must be known. */
const PLANNING = [
  ...(['tags', 'addtags', 'removetags', 'snoozeuntil', 'removeSnooze', 'duedate', 'removeDueDate'] as const),
  ...(['categoryid', 'typeid', 'cc'] as const),
];

const NO_CATEGORY = 0;

/** Looks up the category and the type. A null category takes the ticket out of its own. */
async function findNamed({ categoryid, typeid }: UpdateTicket, { db }: Context) {
  const [categories, types] = await Promise.all([
    categoryid === undefined || categoryid === NO_CATEGORY ? [] : listCategoryRows(db),
    typeid === undefined ? [] : listTicketTypes(db),
  ]);
  const category = categoryid === NO_CATEGORY ? null : categories.find(({ id }) => id === categoryid);
  if (categoryid !== undefined && category === undefined) throw notFound('Ticket Category ID Not Found');
  const type = types.find(({ id }) => id === typeid);
  if (typeid !== undefined && type === undefined) throw notFound('Ticket Type ID Not Found');
  return { ...(category !== undefined && { category }), ...(type !== undefined && { type }) };
}

/** Reads what else is to be planned. What removes something wins, as with `removeFlag`. */
function readChange(params: UpdateTicket, known: TicketPlan, { now }: Context): PlanChange {
  const { tags, addtags, removetags, snoozeuntil, removeSnooze, duedate, removeDueDate } = params;
  const removed = new Set(itemsOf(removetags ?? []).map((name) => name.toLowerCase()));
  const wanted = [...(tags === undefined ? known.tags : itemsOf(tags)), ...itemsOf(addtags ?? [])];
  const changesTags = tags !== undefined || addtags !== undefined || removetags !== undefined;
  return {
    ...(changesTags && { tags: checkTags(wanted.filter((name) => !removed.has(name.toLowerCase()))) }),
    ...(duedate !== undefined && { dueAt: duedate }),
    ...(removeDueDate && { dueAt: null }),
    ...(snoozeuntil !== undefined && !removeSnooze && { snoozeUntil: checkSnooze(snoozeuntil, now) }),
    ...(removeSnooze && { snoozeUntil: null }),
  };
}

function logCopies(context: Context, ticket: TicketRow, before: string[], after: string[]): void {
  const [from, to] = [before.join(', '), after.join(', ')];
  if (from !== to) logTicket(context, ticket, undefined, { changes: { cc: [from, to] } });
}

/** Closes a ticket for its client, or opens it again. A client can change nothing else. */
async function updateAsClient({ status }: UpdateTicket, context: Context, held: TicketRow) {
  const statuses = await listStatuses(context.db);
  const allowed = [openStatus(statuses), closedStatus(statuses)].filter((one) => one !== undefined);
  const titled = status === undefined ? undefined : findByName(allowed, status, ({ title }) => title);
  if (status !== undefined && titled === undefined) throw noStatus(allowed);
  if (titled?.isClosed && !mayClose(context.caller, held)) throw invalid(ONLY_STAFF_CLOSES);
  if (titled?.isClosed) closeTicket(context, held, statuses);
  else if (titled !== undefined) reopenTicket(context, held, statuses);
  return { ticketid: held.id };
}

const noStatus = (statuses: Status[]): ApiError =>
  invalid(`Invalid Ticket Status. Valid statuses are: ${statuses.map(({ title }) => title).join(',')}`);

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
  if (status !== undefined && titled === undefined) throw noStatus(statuses);
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
