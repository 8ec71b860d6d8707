import type { Context } from '../calls/action';
import { ApiError } from '../errors';
import { insertAttachments, type NewAttachment } from '../store/tickets/attachments';
import { type CustomFieldChange, writeCustomFields } from '../store/tickets/custom-fields';
import { insertTicket, type NewTicketRow } from '../store/tickets/opening';
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
  /** The spam filters that apply to the opener, from `lookUpOpening`. */
  spamFilters: SpamFilter[];
  /** What WHMCS's API does not have. */
  extras?: TicketExtras;
}

/** A new ticket is assigned to nobody. */
const UNASSIGNED = { assigneeId: null, assigneeName: '' };

/** Each attempt tries several numbers. Another is needed only if a concurrent call took the one that was free. */
const ATTEMPTS = 10;

/**
 * Opens a ticket for any API: picks a free number, and writes the first message, files and custom fields. Emits
 * `TicketOpen`, or `TicketOpenAdmin` if staff opens it.
 *
 * @throws ApiError (conflict) `Unable to generate ticket number` when the mask leaves no free number; (invalid) what
 * `refuseSpam` refuses from a guest.
 */
export async function openTicket(
  context: Context,
  ticket: NewTicket,
): Promise<{ id: number; number: string; accessCode: string }> {
  const { db, now, desk } = context;
  refuseSpam(ticket.opener, ticket, ticket.spamFilters);
  const accessCode = drawAccessCode();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const opened = await insertTicket(db, {
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
      event: describeOpening(ticket),
      activity: context.takeEntry({
        description: 'Ticket opened: id ',
        clientId: ticket.opener.clientId,
        userId: ticket.opener.userId,
        changes: authorChange(ticket.opener, ticket.opener.clientId),
      }),
      alone: ticket.attachments.length === 0 && ticket.customFields.length === 0 && ticket.extras === undefined,
    });
    if (opened === undefined) continue;
    insertAttachments(db, { messageId: opened.messageId }, ticket.attachments);
    writeCustomFields(db, opened.id, ticket.customFields);
    if (ticket.extras !== undefined)
      changeExtras(context, { ...UNASSIGNED, id: opened.id, clientId: ticket.opener.clientId }, ticket.extras);
    return { id: opened.id, number: opened.number, accessCode };
  }
  throw new ApiError('conflict', 'Unable to generate ticket number');
}

const describeOpening = ({ opener, department, subject, priority, quiet }: NewTicket): NewTicketRow['event'] => ({
  name: opener.kind === 'staff' ? 'TicketOpenAdmin' : 'TicketOpen',
  payload: {
    userid: opener.clientId ?? 0,
    deptid: department.id,
    deptname: department.name,
    subject,
    priority: priority.name,
    noemail: quiet,
  },
});
