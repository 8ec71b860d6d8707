import { action, type Context } from '../src/calls/action';
import { endOfSecond } from '../src/dialects/dates';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import { termsOf } from '../src/dialects/whmcs/ticket-terms';
import { attachmentList, requestorType } from '../src/dialects/whmcs/tickets';
import { ApiError, invalid } from '../src/errors';
import type { GetTickets } from '../src/generated/GetTickets';
import type { StatusFilter, TicketFilter } from '../src/store/search/ticket-filter';
import type { OrderBy, OrderedPage } from '../src/store/search/ticket-order';
import { type AttachmentRow, listFirstMessageAttachments } from '../src/store/tickets/attachments';
import { findStaffIds } from '../src/store/tickets/bulk-writes';
import { listQueueRows, type QueueRow } from '../src/store/tickets/queue-rows';
import { listTicketViews, type TicketView } from '../src/store/tickets/whmcs-views';
import { findTickets } from '../src/tickets/find';
import { withConditions } from '../src/tickets/query/asked';
import { readTerms } from '../src/tickets/query/terms';

export default action<GetTickets>(async (params, context) => {
  const { db, caller } = context;
  const { query, rowdetails } = params;
  if (caller.clientId !== null && (query !== undefined || rowdetails)) throw new ApiError('forbidden', ONLY_FOR_STAFF);
  // Clients are not told which administrators exist.
  const isKnown = !params.flag || caller.clientId !== null || (await findStaffIds(db, [params.flag])).length > 0;
  if (!isKnown) throw invalid(UNKNOWN_FLAG);
  if (params.email !== undefined && params.requester !== undefined) throw invalid(TWO_REQUESTERS);
  // Clients see only their own tickets, whatever they ask for.
  const clientId = caller.clientId ?? params.clientid;
  const own = departmentsFor(params, context);
  const named: TicketFilter = {
    ...(params.deptid !== undefined && { departmentId: params.deptid }),
    ...(own !== null && { departmentIds: own }),
    ...(clientId !== undefined && { clientId }),
    ...(params.email !== undefined && { email: params.email }),
    ...(params.status !== undefined && { status: statusFilter(params.status, caller.staff?.id ?? 0) }),
    ...(params.flag !== undefined && { assigneeIds: [params.flag] }),
    ...(params.subject !== undefined && { subject: params.subject }),
    ...(params.search !== undefined && { search: params.search }),
    ...(params.tag !== undefined && { tag: params.tag }),
    ...(params.updated_since !== undefined && { updatedSince: params.updated_since }),
    ...(params.updated_until !== undefined && { updatedUntil: endOfSecond(params.updated_until) }),
    ...(params.created_since !== undefined && { createdSince: params.created_since }),
    ...(params.created_until !== undefined && { createdUntil: endOfSecond(params.created_until) }),
  };
  const filter = await withConditions(context, named, [termsOf(params), readTerms(query ?? '')]);
  const direction = params.order?.toLowerCase() === 'asc' ? 'asc' : 'desc';
  const page: OrderedPage = {
    order: [[ORDERS[params.orderby ?? ''] ?? 'lastReply', direction]],
    ...pageOf(params),
  };
  const { total, ids } = await findTickets(db, filter, page);
  const [tickets, files, rows] = await Promise.all([
    listTicketViews(db, ids),
    listFirstMessageAttachments(db, ids),
    rowdetails ? listQueueRows(db, ids, caller.staff?.id ?? null) : [],
  ]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const filesOf = new Map<number, AttachmentRow[]>(ids.map((id) => [id, []]));
  for (const file of files) filesOf.get(file.ticketId)?.push(file);
  return {
    ...countsOf(page, { total, rows: tickets }),
    tickets: {
      ticket: tickets.map((ticket) => {
        const row = rowOf.get(ticket.id);
        const shown = presentTicket(ticket, filesOf.get(ticket.id) ?? []);
        // With the code, the ticket could be read and answered on its page.
        const isForeign = caller.departmentIds?.includes(ticket.departmentId) === false;
        return Object.assign(shown, isForeign && { c: '' }, row !== undefined && presentRow(row));
      }),
    },
  };
});

/**
 * The departments whose tickets a call lists; null for all. Those that the caller ignores are listed, as published, but not
 * searched: the words that tickets contain are known to their departments only.
 */
function departmentsFor({ ignore_dept_assignments: ignores, search, query }: GetTickets, { caller, ignore }: Context) {
  if (!ignores || caller.departmentIds === null) return caller.departmentIds;
  if (search === undefined && query === undefined) return null;
  ignore('ignore_dept_assignments', 'with a search');
  return caller.departmentIds;
}

const ONLY_FOR_STAFF = 'The parameters query and rowdetails are only for staff';

const UNKNOWN_FLAG = 'Invalid flag. Must be the id of an administrator, or 0 for unassigned tickets';

const TWO_REQUESTERS = 'Invalid requester: send either requester or email';

/** The API's names for the orders. By default, the ticket with the newest reply comes first. */
const ORDERS: Record<string, OrderBy> = {
  date: 'created',
  updated: 'updated',
  id: 'id',
  tid: 'number',
  subject: 'subject',
  status: 'status',
  priority: 'priority',
  deptid: 'department',
};

/** Reads a status's title, or one of the API's names for kinds of statuses. */
function statusFilter(status: string, staffId: number): StatusFilter {
  const name = status.trim().toLowerCase();
  if (name === 'awaiting reply') return { flag: 'isAwaiting' };
  if (name === 'all active tickets') return { flag: 'isActive' };
  if (name === 'my flagged tickets') return { assigneeId: staffId };
  return { title: status };
}

function presentTicket(ticket: TicketView, files: AttachmentRow[]) {
  const staffOpened = ticket.openerKind === 'staff';
  return {
    id: ticket.id,
    tid: ticket.number,
    deptid: ticket.departmentId,
    userid: ticket.clientId,
    name: ticket.name,
    owner_name: ticket.clientName,
    email: ticket.email,
    requestor_name: staffOpened ? ticket.staffName : ticket.name,
    requestor_email: staffOpened ? '' : ticket.email,
    requestor_type: requestorType(ticket.openerKind, ticket.openerIsOwner),
    cc: ticket.cc,
    c: ticket.accessCode,
    date: ticket.createdAt,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    admin: ticket.staffName,
    ...attachmentList(files),
    lastreply: ticket.lastReplyAt,
    flag: ticket.assigneeId,
    service: ticket.about,
  };
}

function presentRow(row: QueueRow) {
  return {
    deptname: row.departmentName,
    flagname: row.assigneeName,
    statuscolor: row.statusColor,
    closed: row.isClosed,
    tags: row.tags,
    unread: row.isUnread,
    lastmessageby: row.lastAuthorKind === 'staff' ? 'staff' : row.lastAuthorKind === null ? '' : 'customer',
    lastmessagename: row.lastAuthorName,
    updated: row.updatedAt,
    snoozeduntil: row.frozenUntil ?? '',
    due: row.dueAt ?? '',
  };
}
