import type { Context } from '../calls/action';
import type { Status } from '../store/desk/statuses';
import { insertAttachments, type NewAttachment } from '../store/tickets/attachments';
import { type CustomFieldChange, writeCustomFields } from '../store/tickets/custom-fields';
import type { SpamFilter } from '../store/tickets/spam';
import { type Author, insertMessage, type MessageFormat, type TicketRow, touchTicket } from '../store/tickets/tickets';
import { authorChange, logTicket } from './log';
import { refuseSpam } from './spam';
import { changeStatus } from './status';

interface NewReply {
  author: Author;
  body: string;
  format: MessageFormat;
  createdAt: Date;
  /** The ticket's status after the reply. */
  status: Status;
  customFields: CustomFieldChange[];
  attachments: NewAttachment[];
  /** Whether to send no mail about it. */
  quiet: boolean;
  /** The reply that this one answers. */
  parentId?: number | null;
  /** Whether only staff sees it for now. Then it emits no event, and the ticket's status stays. */
  isDraft?: boolean;
  /** The spam filters that apply to the author, from `listSpamFilters`. */
  spamFilters: SpamFilter[];
}

/**
 * Adds a reply to a ticket, and returns its id. Emits `TicketAdminReply` if staff replies, and `TicketUserReply`
 * otherwise.
 *
 * @throws ApiError (invalid) what `refuseSpam` refuses from a guest.
 */
export async function replyToTicket(context: Context, ticket: TicketRow, reply: NewReply): Promise<number> {
  const { db, now, emit } = context;
  refuseSpam(reply.author, { subject: ticket.subject, body: reply.body }, reply.spamFilters);
  const id = await insertMessage(db, {
    ticketId: ticket.id,
    author: reply.author,
    body: reply.body,
    format: reply.format,
    createdAt: reply.createdAt,
    ...(reply.parentId !== undefined && { parentId: reply.parentId }),
    ...(reply.isDraft !== undefined && { isDraft: reply.isDraft }),
  });
  insertAttachments(db, { messageId: id }, reply.attachments);
  writeCustomFields(db, ticket.id, reply.customFields);
  logTicket(context, ticket, reply.isDraft ? 'Draft added' : 'Reply added', {
    part: `reply ${id}`,
    changes: authorChange(reply.author, ticket.clientId),
  });
  context.record({ userId: reply.author.userId });
  if (reply.isDraft) {
    touchTicket(db, ticket.id, now);
    return id;
  }
  const byStaff = reply.author.kind === 'staff';
  touchTicket(db, ticket.id, now, { at: reply.createdAt, byStaff });
  emit(byStaff ? 'TicketAdminReply' : 'TicketUserReply', {
    ticketid: ticket.id,
    replyid: id,
    ...(byStaff ? { admin: reply.author.name } : { userid: reply.author.clientId ?? 0 }),
    deptid: ticket.departmentId,
    deptname: ticket.departmentName,
    subject: ticket.subject,
    priority: ticket.priorityName,
    status: reply.status.title,
    noemail: reply.quiet,
  });
  changeStatus(context, ticket, reply.status, 'reply');
  return id;
}
