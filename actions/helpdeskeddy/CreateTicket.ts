import { action, type Context } from '../../src/calls/action';
import { presentNew } from '../../src/dialects/helpdeskeddy/new-ticket';
import { readUserId } from '../../src/dialects/helpdeskeddy/people';
import {
  byPublicId,
  findReferences,
  hasNamed,
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
import type { Catalogue } from '../../src/store/desk/catalogue';
import { findByName } from '../../src/store/desk/named';
import { emailOf } from '../../src/store/people/people';
import { lookUpReferences } from '../../src/store/tickets/opening';
import { findTicketFacts, type TicketFacts } from '../../src/store/tickets/rest-views';
import type { Author } from '../../src/store/tickets/tickets';
import { checkAttachments } from '../../src/tickets/attachments';
import { ofClient } from '../../src/tickets/authors';
import { fieldsFor } from '../../src/tickets/client-limits';
import { checkCustomFields, findField, ofTickets } from '../../src/tickets/custom-field-rules';
import { openTicket } from '../../src/tickets/open';
import { catalogueWith, defaultDepartment, fieldsIn, hasDefaultDepartment } from '../../src/tickets/opening';
import { tellSnooze } from '../../src/tickets/planning';
import { changeStatus } from '../../src/tickets/status';

export default action<HelpdeskeddyCreateTicket>(async (sent, context) => {
  const { now, desk, caller } = context;
  const allowed = caller.clientId === null ? sent : withoutStaffOnly(sent);
  const sentFields = allowed.custom_fields && readSentFields(allowed.custom_fields);
  const catalogue = await catalogueWith(context, (remembered) => {
    const departmentId = allowed.department_id ?? defaultDepartment(remembered, context)?.id ?? 0;
    const fields = fieldsFor(caller, fieldsIn(remembered, departmentId));
    return (
      hasDefaultDepartment(remembered, context) &&
      hasNamed(remembered, context, allowed) &&
      Object.keys(sentFields ?? {}).every((key) => findField(fields, key) !== undefined)
    );
  });
  const params = withoutDefault(withoutUnusable(context, allowed, catalogue), catalogue);
  const defaults = findDefaults(catalogue, context);
  const parent = await findParent(params.pid, context);
  const references = await findReferences(context, params, catalogue);
  const extras = readExtras(params, references);
  const department = references.department ?? defaults.department;
  const priority = references.priority ?? defaults.priority;
  const fields = fieldsFor(caller, fieldsIn(catalogue, department.id));
  const customFields = await checkCustomFields(context, fields, sentFields, true, ofTickets('custom_fields'));
  const attachments = checkAttachments(params.files, desk);
  // Last, because it may add the client.
  const clientId = await findOwner(params, context);
  const details = {
    source: 'helpdeskeddy',
    parentId: parent?.id ?? null,
    ...(references.typeId !== undefined && { typeId: references.typeId }),
    ...(params.ticket_lock !== undefined && { locked: params.ticket_lock }),
    ...(params.sla_date !== undefined && { slaDueAt: params.sla_date }),
    ...(params.freeze_date !== undefined && { frozenUntil: params.freeze_date }),
    viewedByStaff: caller.clientId === null,
    viewedByClient: caller.clientId !== null,
  };

  const { freeze_date: until = null } = params;
  const isSnoozed = until !== null && until > now;
  const { id, client } = await openTicket(context, {
    department,
    status: defaults.status,
    priority,
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
    extras: { details, ...extras },
    isShown: true,
    isChanged: references.status !== undefined || isSnoozed,
  });
  if (client !== null) {
    const { title } = params;
    const { cc = [], bcc = [] } = extras;
    const { status } = defaults;
    const written = { id, parent, title, status, priority, department, clientId, client, details, cc, bcc };
    return { data: presentNew(context, { fields, values: customFields, ...written }) };
  }
  if (isSnoozed) tellSnooze(context, { id, clientId }, null, until);
  if (references.status !== undefined) {
    const { id: statusId, title: statusTitle } = defaults.status;
    const { preventClientClosure } = department;
    changeStatus(context, { id, clientId, statusId, statusTitle, preventClientClosure }, references.status);
  }
  return { data: await presentWritten(context, id) };
});

/** Ignores the parameters that only staff may set. */
function withoutStaffOnly(params: HelpdeskeddyCreateTicket): HelpdeskeddyCreateTicket {
  const { sla_date, freeze_date, status_id, ticket_lock, owner_id, followers, create_from_user, tags, ...rest } =
    params;
  return rest;
}

/** Leaves out the status of every new ticket. Any other is read from the database, because it may close the ticket. */
function withoutDefault(params: HelpdeskeddyCreateTicket, { firstStatus }: Catalogue): HelpdeskeddyCreateTicket {
  const isDefault = params.status_id?.trim().toLowerCase() === firstStatus.slug.toLowerCase() && !firstStatus.isClosed;
  if (!isDefault) return params;
  const { status_id, ...rest } = params;
  return rest;
}

/**
 * Finds the department, priority and status of tickets that name none.
 *
 * @throws ApiError (invalid) `Parameter "department_id" is required` on a desk without departments.
 */
function findDefaults(catalogue: Catalogue, context: Context) {
  const department = defaultDepartment(catalogue, context);
  const priorities = byPublicId(catalogue.priorities);
  const priority = findByName(priorities, context.desk.defaultPriority, ({ name }) => name) ?? priorities[0];
  if (department === undefined) throw invalid('Parameter "department_id" is required');
  if (priority === undefined) throw new Error('the desk has no priority');
  return { department, priority, status: catalogue.firstStatus };
}

/**
 * Finds the parent ticket. A client's parent that is not its own is ignored, so that the client does not learn whether
 * it exists.
 */
async function findParent(pid: number | undefined, context: Context): Promise<TicketFacts | undefined> {
  if (!pid) return undefined;
  const parent = await findTicketFacts(context.db, pid);
  if (parent !== undefined && parent.deletedAt === null && reaches(context, parent)) return parent;
  if (context.caller.clientId !== null) return undefined;
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
    if ((await lookUpReferences(db, { clientId: id, ...NO_MORE })).clientId === null) throw noClient();
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

const NO_MORE = { userId: undefined, contactId: undefined, serviceId: undefined, domainId: undefined };

/** The client, unless a caller from staff says that staff wrote the first message. */
function findOpener(clientId: number, fromUser: boolean | undefined, { caller }: Context): Author {
  const client = ofClient(clientId);
  return fromUser === false && caller.staff !== null ? { ...client, kind: 'staff', staffId: caller.staff.id } : client;
}
