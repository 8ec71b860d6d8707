import type { Context } from '../calls/action';
import { ApiError, invalid } from '../errors';
import type { NewAttachment } from '../store/tickets/attachments';
import type { CustomFieldChange } from '../store/tickets/custom-fields';
import { insertTickets, type NewTicketRow, type OpeningClient, sizeOfFiles } from '../store/tickets/opening';
import type { SpamFilter } from '../store/tickets/spam';
import type { Author, MessageFormat } from '../store/tickets/tickets';
import { changeExtras, type TicketExtras } from './extras';
import { authorChange } from './log';
import { drawAccessCode, drawNumbers } from './numbers';
import { refuseSpam } from './spam';

interface NewTicket {
  department: { id: number; name: string };
  status: { id: number };
  priority: { id: number; name: string };
  opener: Author;
  subject: string;
  body: string;
  format: MessageFormat;
  serviceId: number | null;
  domainId: number | null;
  preventClientClosure: boolean;
  createdAt: Date;
  customFields: CustomFieldChange[];
  attachments: NewAttachment[];
  /** Whether to send no mail about it. */
  quiet: boolean;
  /** The spam filters that apply to the opener, from `findOpening`. */
  spamFilters: SpamFilter[];
  /** The addresses of people who get copies of its mail. */
  cc?: string[];
  /** What WHMCS's API does not have. */
  extras?: TicketExtras;
  /** Whether the caller is shown the ticket. */
  isShown?: boolean;
  /** Whether the caller changes the ticket after this. */
  isChanged?: boolean;
}

interface Opened {
  id: number;
  number: string;
  accessCode: string;
  /** The client of a ticket that is shown; null if the ticket has more than this call gave, or will be changed. */
  client: OpeningClient | null;
}

/** A new ticket is assigned to nobody. */
const UNASSIGNED = { assigneeId: null, assigneeName: '' };

/** Each attempt tries several numbers. Another is needed only if a concurrent call took the one that was free. */
const ATTEMPTS = 10;

/** A ticket with larger files is written alone, so that others don't wait for it. */
const MOST_SHARED_BYTES = 524_288;

/**
 * Opens a ticket for any API: picks a free number, and writes the first message, files and custom fields. Emits
 * `TicketOpen`, or `TicketOpenAdmin` if staff opens it.
 *
 * @throws ApiError (conflict) `Unable to generate ticket number` when the mask leaves no free number; (invalid) what
 * `refuseSpam` refuses from a guest, and what the operator's hooks refuse, in their words.
 */
export async function openTicket(context: Context, ticket: NewTicket): Promise<Opened> {
  const { db, now, desk } = context;
  refuseSpam(ticket.opener, ticket, ticket.spamFilters);
  await refuseInvalid(context, ticket);
  const accessCode = drawAccessCode();
  const { details, cc = ticket.cc ?? [], bcc = [], ...others } = ticket.extras ?? {};
  const isWhole = isNothing(others) && !ticket.isChanged;
  const isAll = isWhole && sizeOfFiles(ticket.attachments) <= MOST_SHARED_BYTES;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const row: NewTicketRow = {
      numbers: drawNumbers(desk.ticketMask, now, desk.timeZone),
      accessCode,
      departmentId: ticket.department.id,
      subject: ticket.subject,
      statusId: ticket.status.id,
      priorityId: ticket.priority.id,
      opener: ticket.opener,
      serviceId: ticket.serviceId,
      domainId: ticket.domainId,
      preventClientClosure: ticket.preventClientClosure,
      createdAt: ticket.createdAt,
      now,
      body: ticket.body,
      format: ticket.format,
      event: describeOpening(ticket, context),
      activity: context.takeEntry({
        description: 'Ticket opened: id ',
        clientId: ticket.opener.clientId,
        userId: ticket.opener.userId,
        changes: authorChange(ticket.opener, ticket.opener.clientId),
      }),
      customFields: ticket.customFields,
      files: ticket.attachments,
      cc,
      bcc,
      details,
      showsClient: isWhole && ticket.isShown === true,
    };
    const opened = await db.writeTogether(insertTickets, row, isAll);
    if (opened === undefined) continue;
    if (!isNothing(others))
      changeExtras(context, { ...UNASSIGNED, id: opened.id, clientId: ticket.opener.clientId }, others);
    return { id: opened.id, number: opened.number, accessCode, client: opened.client };
  }
  throw new ApiError('conflict', 'Unable to generate ticket number');
}

/** Whether extras leave a new ticket as it is. */
const isNothing = ({ tags = [], followerIds = [], assignee = null }: TicketExtras): boolean =>
  tags.length === 0 && followerIds.length === 0 && assignee === null;

async function refuseInvalid({ validateOpening, caller }: Context, ticket: NewTicket): Promise<void> {
  if (validateOpening === undefined) return;
  const { opener, department, priority, serviceId, domainId, customFields } = ticket;
  const refusal = await validateOpening(
    {
      ...{ clientId: opener.clientId ?? 0, contactId: opener.contactId ?? 0, name: opener.name, email: opener.email },
      ...{
        isAdmin: opener.kind === 'staff',
        departmentId: department.id,
        subject: ticket.subject,
        message: ticket.body,
      },
      priority: priority.name,
      relatedService: serviceId !== null ? `S${serviceId}` : domainId !== null ? `D${domainId}` : '',
      customfields: Object.fromEntries(customFields.map(({ fieldId, value }) => [fieldId, value])),
    },
    caller.hooks ?? [],
  );
  if (refusal !== undefined) throw invalid(refusal);
}

const describeOpening = (
  { opener, department, subject, priority, quiet }: NewTicket,
  { caller }: Context,
): NewTicketRow['event'] => ({
  name: opener.kind === 'staff' ? 'TicketOpenAdmin' : 'TicketOpen',
  payload: {
    userid: opener.clientId ?? 0,
    deptid: department.id,
    deptname: department.name,
    subject,
    priority: priority.name,
    noemail: quiet,
    ...(caller.hooks !== undefined && { hooks: caller.hooks }),
  },
});
