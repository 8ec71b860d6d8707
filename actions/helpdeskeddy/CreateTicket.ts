import { action, type Context } from '../../src/calls/action';
import { readUserId } from '../../src/dialects/helpdeskeddy/people';
import {
  findReferences,
  noClient,
  readEmail,
  readExtras,
  withoutUnusable,
} from '../../src/dialects/helpdeskeddy/references';
import { readSentFields } from '../../src/dialects/helpdeskeddy/sent-fields';
import { presentWritten } from '../../src/dialects/helpdeskeddy/ticket-answer';
import { reaches } from '../../src/dialects/helpdeskeddy/tickets';
import { invalid } from '../../src/errors';
import type { HelpdeskeddyCreateTicket } from '../../src/generated/helpdeskeddy/CreateTicket';
import { findOrCreateClient } from '../../src/people/clients';
import { findDefaultDepartment } from '../../src/store/desk/departments';
import { findByName } from '../../src/store/desk/named';
import { listPublicPriorities } from '../../src/store/desk/priorities';
import { findFirstStatus } from '../../src/store/desk/statuses';
import { emailOf } from '../../src/store/people/people';
import { rowExists } from '../../src/store/rows';
import { listCustomFields } from '../../src/store/tickets/custom-fields';
import { findTicketFacts } from '../../src/store/tickets/rest-views';
import type { Author } from '../../src/store/tickets/tickets';
import { checkAttachments } from '../../src/tickets/attachments';
import { ofClient } from '../../src/tickets/authors';
import { fieldsFor } from '../../src/tickets/client-limits';
import { checkCustomFields, ofTickets } from '../../src/tickets/custom-field-rules';
import { openTicket } from '../../src/tickets/open';
import { changeStatus } from '../../src/tickets/status';

export default action<HelpdeskeddyCreateTicket>(async (sent, context) => {
  const { db, now, desk, caller } = context;
  const params = await withoutUnusable(context, caller.clientId === null ? sent : withoutStaffOnly(sent));
  const defaults = await findDefaults(context);
  const parentId = await findParent(params.pid, context);
  const references = await findReferences(context, params);
  const extras = readExtras(params, references);
  const department = references.department ?? defaults.department;
  const fields = fieldsFor(caller, await listCustomFields(db, department.id));
  const customFields = await checkCustomFields(
    context,
    fields,
    params.custom_fields && readSentFields(params.custom_fields),
    true,
    ofTickets('custom_fields'),
  );
  const attachments = checkAttachments(params.files, desk);
  // Last, because it may add the client.
  const clientId = await findOwner(params, context);

  const { id } = await openTicket(context, {
    department,
    status: defaults.status,
    priority: references.priority ?? defaults.priority,
    opener: findOpener(clientId, params.create_from_user, context),
    subject: params.title,
    body: params.description,
    format: 'html',
    serviceId: null,
    domainId: null,
    preventClientClosure: department.preventClientClosure,
    createdAt: now,
    customFields,
    attachments,
    quiet: false,
    // Spam filters apply to guests only, and these tickets are always for clients.
    spamFilters: [],
    extras: {
      ...extras,
      details: {
        source: 'helpdeskeddy',
        parentId,
        ...(references.typeId !== undefined && { typeId: references.typeId }),
        ...(params.ticket_lock !== undefined && { locked: params.ticket_lock }),
        ...(params.sla_date !== undefined && { slaDueAt: params.sla_date }),
        ...(params.freeze_date !== undefined && { frozenUntil: params.freeze_date }),
        viewedByStaff: caller.clientId === null,
        viewedByClient: caller.clientId !== null,
      },
    },
  });
  if (references.status !== undefined) {
    const opened = { id, clientId, statusId: defaults.status.id, statusTitle: defaults.status.title };
    changeStatus(context, opened, references.status, 'hand');
  }
  return { data: await presentWritten(context, id) };
});

/** Ignores the parameters that only staff may set. */
function withoutStaffOnly(params: HelpdeskeddyCreateTicket): HelpdeskeddyCreateTicket {
  const { sla_date, freeze_date, status_id, ticket_lock, owner_id, followers, create_from_user, tags, ...rest } =
    params;
  return rest;
}

/**
 * Finds the department, priority and status of tickets that name none.
 *
 * @throws ApiError (invalid) `Parameter "department_id" is required` on a desk without departments.
 */
async function findDefaults({ db, desk, caller }: Context) {
  const [department, priorities, status] = await Promise.all([
    findDefaultDepartment(db, desk.defaultDepartmentId, caller.departmentIds),
    listPublicPriorities(db),
    findFirstStatus(db),
  ]);
  const priority = findByName(priorities, desk.defaultPriority, ({ name }) => name) ?? priorities[0];
  if (department === undefined) throw invalid('Parameter "department_id" is required');
  if (priority === undefined || status === undefined) throw new Error('the desk has no priority or no status');
  return { department, priority, status };
}

/**
 * Finds the parent ticket. A client's parent that is not its own is ignored, so that the client does not learn whether
 * it exists.
 */
async function findParent(pid: number | undefined, context: Context): Promise<number | null> {
  if (!pid) return null;
  const parent = await findTicketFacts(context.db, pid);
  if (parent !== undefined && parent.deletedAt === null && reaches(context, parent)) return parent.id;
  if (context.caller.clientId !== null) return null;
  throw invalid('Parameter "pid" must be the id of a ticket');
}

/**
 * Finds the client whom the ticket is for: the calling client, or the one that staff names by id, else by address. If
 * staff names nobody, or itself, it is the client with the caller's own address.
 */
async function findOwner({ user_id, user_email }: HelpdeskeddyCreateTicket, context: Context): Promise<number> {
  const { db, caller } = context;
  const named = user_id ? readUserId(user_id) : undefined;
  const isSelf = named?.kind === 'staff' && named.id === caller.staff?.id;
  const id = isSelf ? undefined : user_id || undefined;
  const email = isSelf ? undefined : user_email?.trim() || undefined;
  if (caller.clientId !== null) {
    if (id !== undefined && id !== caller.clientId) throw noClient();
    if (id === undefined && email !== undefined) {
      const own = await emailOf(db, { clientId: caller.clientId });
      if (own.toLowerCase() !== email.toLowerCase()) throw invalid('Parameter "user_email" must be your own');
    }
    return caller.clientId;
  }
  if (id !== undefined) {
    if (!(await rowExists(db, 'clients', id))) throw noClient();
    return id;
  }
  if (email !== undefined) return findOrCreateClient(context, readEmail('user_email', email));
  const own = caller.staff === null ? '' : await emailOf(db, { staffId: caller.staff.id });
  if (own === '') throw invalid('Parameter "user_id" or "user_email" is required');
  const [firstName, ...lastName] = caller.staff?.name.split(' ') ?? [];
  return findOrCreateClient(context, readEmail('user_email', own), {
    ...(firstName !== undefined && { firstName }),
    lastName: lastName.join(' '),
  });
}

/** The client, unless a caller from staff says that staff wrote the first message. */
function findOpener(clientId: number, fromUser: boolean | undefined, { caller }: Context): Author {
  const client = ofClient(clientId);
  return fromUser === false && caller.staff !== null ? { ...client, kind: 'staff', staffId: caller.staff.id } : client;
}
