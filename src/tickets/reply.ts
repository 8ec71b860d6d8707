import type { Context } from '../action';
import { insertAttachments, type NewAttachment } from '../store/attachments';
import { type CustomFieldChange, writeCustomFields } from '../store/custom-fields';
import type { Status } from '../store/desk';
import { type Author, insertMessage, type MessageFormat, type TicketRow, touchTicket } from '../store/tickets';
import { changeStatus } from './status';

export interface NewReply {
  author: Author;
  body: string;
  format: MessageFormat;
  createdAt: Date;
  /** What the ticket's status becomes. */
  status: Status;
  priorityName: string;
  customFields: CustomFieldChange[];
  attachments: NewAttachment[];
  /** Whether no mail is sent about it. */
  quiet: boolean;
  /** The reply that it answers. */
  parentId?: number | null;
  /** Whether only staff sees it yet: then nobody is told, and the ticket's status stays. */
  isDraft?: boolean;
}

/**
 * Adds a reply to a ticket and gives its id. Emits `TicketAdminReply` where staff replies, `TicketUserReply` otherwise.
 */
export async function replyToTicket(context: Context, ticket: TicketRow, reply: NewReply): Promise<number> {
  const { db, now, emit } = context;
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
    priority: reply.priorityName,
    status: reply.status.title,
    noemail: reply.quiet,
  });
  changeStatus(context, ticket, reply.status, 'reply');
  return id;
}
