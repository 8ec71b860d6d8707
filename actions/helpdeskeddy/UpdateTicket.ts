import { action, type Context } from '../../src/calls/action';
import {
  findReferences,
  noClient,
  pickStatus,
  readExtras,
  readKnown,
} from '../../src/dialects/helpdeskeddy/references';
import { presentWritten, type ShownTicket } from '../../src/dialects/helpdeskeddy/ticket-answer';
import { holdTicket } from '../../src/dialects/helpdeskeddy/tickets';
import { changesNothing, onlyChanges } from '../../src/dialects/helpdeskeddy/unchanged';
import { ApiError } from '../../src/errors';
import type { HelpdeskeddyUpdateTicket } from '../../src/generated/helpdeskeddy/UpdateTicket';
import { listStatuses } from '../../src/store/desk/statuses';
import { rowExists } from '../../src/store/rows';
import { listCustomFields, writeCustomFields } from '../../src/store/tickets/custom-fields';
import type { TicketDetails } from '../../src/store/tickets/details';
import type { TicketRow } from '../../src/store/tickets/tickets';
import { mayClose } from '../../src/tickets/closure';
import { checkCustomFields, ofTickets } from '../../src/tickets/custom-field-rules';
import { changeExtras } from '../../src/tickets/extras';
import { tellSnooze } from '../../src/tickets/planning';
import { restoreTicket } from '../../src/tickets/remove';
import { changeStatus, closedStatus, closeTicket, openStatus, reopenTicket } from '../../src/tickets/status';
import { changeDepartment, changeDetails, changePriority, changeSubject } from '../../src/tickets/update';

export default action<HelpdeskeddyUpdateTicket>(async (sent, context) => {
  const { db } = context;
  const held = await holdTicket(context, sent.id, 'too');
  const shown = await presentWritten(context, held.id);
  // A call that only restores a ticket is logged as that, even if the ticket was not deleted.
  const isRestoring = sent.deleted === false && Object.keys(sent).length === 2;
  const params = isRestoring ? sent : onlyChanges(sent, shown);
  if (changesNothing(sent, params)) return { data: shown };
  if (context.caller.clientId !== null) return updateAsClient(params, context, held);
  const { department, status, priority, ...references } = await findReferences(context, params, await readKnown(db));
  const extras = readExtras(params, references);
  const clientId = await findNewOwner(params.user_id, context);
  const fields =
    params.custom_fields === undefined ? [] : await listCustomFields(db, department?.id ?? held.departmentId);
  const customFields = await checkCustomFields(
    context,
    fields,
    params.custom_fields,
    false,
    ofTickets('custom_fields'),
  );
  const newDepartment = department?.id === held.departmentId ? undefined : department;

  const ticket = changeDetails(context, held, {
    ...(clientId !== undefined && { clientId }),
    ...(newDepartment !== undefined && { preventClientClosure: newDepartment.preventClientClosure }),
  });
  if (newDepartment !== undefined) changeDepartment(context, ticket, newDepartment);
  if (priority !== undefined) changePriority(context, ticket, priority);
  if (params.title !== undefined) changeSubject(context, ticket, params.title);
  changeExtras(context, ticket, { ...extras, details: readDetails(params, references.typeId) });
  if (params.freeze_date !== undefined) tellSnooze(context, ticket, shown.freeze_date, params.freeze_date);
  if (status !== undefined) changeStatus(context, ticket, status);
  writeCustomFields(db, ticket.id, customFields);
  if (params.deleted === false)
    restoreTicket(context, { ...ticket, departmentId: department?.id ?? ticket.departmentId });
  return { data: await presentWritten(context, ticket.id) };
});

/** Closes a ticket for its client, or opens it again. What else a client sends is ignored. */
async function updateAsClient(
  { id, status_id, ...others }: HelpdeskeddyUpdateTicket,
  context: Context,
  held: TicketRow,
): Promise<{ data: ShownTicket }> {
  for (const name of Object.keys(others)) context.ignore(name, 'only staff may change it');
  const statuses = await listStatuses(context.db);
  const allowed = [openStatus(statuses), closedStatus(statuses)].filter((status) => status !== undefined);
  const status = pickStatus(allowed, status_id);
  if (status?.isClosed && !mayClose(context.caller, held)) {
    throw new ApiError('forbidden', `Ticket with id {${id}} can be closed only by staff`);
  }
  if (status?.isClosed) closeTicket(context, held, statuses);
  else if (status !== undefined) reopenTicket(context, held, statuses);
  return { data: await presentWritten(context, held.id) };
}

/** Finds the new client. 0, which answers use for tickets without a client, means no change. */
async function findNewOwner(userId: number | undefined, { db }: Context): Promise<number | undefined> {
  if (userId === undefined || userId === 0) return undefined;
  if (!(await rowExists(db, 'clients', userId))) throw noClient();
  return userId;
}

const readDetails = (
  { ticket_lock, sla_date, freeze_date }: HelpdeskeddyUpdateTicket,
  typeId: number | undefined,
): TicketDetails => ({
  ...(typeId !== undefined && { typeId }),
  ...(ticket_lock !== undefined && { locked: ticket_lock }),
  ...(sla_date !== undefined && { slaDueAt: sla_date }),
  ...(freeze_date !== undefined && { frozenUntil: freeze_date }),
});
