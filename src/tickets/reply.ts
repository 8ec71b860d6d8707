import type { Context, Entry } from '../calls/action';
import { Outdated } from '../errors';
import type { ActivityRow } from '../store/desk/activity';
import type { EventRow } from '../store/desk/outbox';
import type { Status } from '../store/desk/statuses';
import { insertAttachments, type NewAttachment } from '../store/tickets/attachments';
import { type CustomFieldChange, writeCustomFields } from '../store/tickets/custom-fields';
import { insertReplies, type NewReplyRow } from '../store/tickets/replying';
import type { SpamFilter } from '../store/tickets/spam';
import type { Author, MessageFormat, TicketRow } from '../store/tickets/tickets';
import { refuseClosing } from './closure';
import { authorChange } from './log';
import { refuseSpam } from './spam';
import { closing } from './status';

interface NewReply {
  author: Author;
  body: string;
  format: MessageFormat;
  createdAt: Date;
  /** The ticket's status after the reply. */
  status: Pick<Status, 'id' | 'title' | 'isClosed'>;
  customFields: CustomFieldChange[];
  attachments: NewAttachment[];
  /** Whether to send no mail about it. */
  quiet: boolean;
  /** The reply that this one answers. */
  parentId?: number | null;
  /** Whether only staff sees it for now. Then it emits no event, and the ticket's status stays. */
  isDraft?: boolean;
  /** The ids of the messages that mail about it quotes. */
  quoted?: number[];
  /** The spam filters that apply to the author. */
  spamFilters: SpamFilter[];
  /** Whether the call reads and writes nothing after it. */
  isLast?: boolean;
}

/**
 * Adds a reply to a ticket, and returns its id. Emits `TicketAdminReply` if staff replies, and `TicketUserReply`
 * otherwise; `TicketClose` if the ticket closes.
 *
 * @param ticket locked, or as `findTicketToAddTo` found it
 * @throws ApiError (invalid) what `refuseSpam` refuses from a guest; (forbidden) `Only our staff can close this ticket`;
 * Outdated if the ticket was not locked and has changed.
 */
export async function replyToTicket(context: Context, ticket: TicketRow, reply: NewReply): Promise<number> {
  const { db } = context;
  const { author, status, customFields, attachments } = reply;
  refuseSpam(author, { subject: ticket.subject, body: reply.body }, reply.spamFilters);
  refuseClosing(context.caller, ticket, status);
  const row = replyRow(context, ticket, reply, (entry) => context.takeEntry(entry));
  const isAll = reply.isLast === true && customFields.length === 0 && attachments.length === 0;
  const id = await db.writeTogether(insertReplies, row, isAll);
  if (id === undefined) throw new Outdated();
  insertAttachments(db, { messageId: id }, attachments);
  writeCustomFields(db, ticket.id, customFields);
  return id;
}

/**
 * The row of a reply.
 *
 * @param entryOf makes a row of the entry in the activity log, to whose description the statement adds the reply's id
 */
export function replyRow(
  { now }: Pick<Context, 'now'>,
  ticket: TicketRow,
  reply: Pick<
    NewReply,
    'author' | 'body' | 'format' | 'createdAt' | 'status' | 'quiet' | 'parentId' | 'isDraft' | 'quoted'
  >,
  entryOf: (entry: Entry) => ActivityRow,
): NewReplyRow {
  const { author, status, isDraft = false } = reply;
  const changesStatus = !isDraft && status.id !== ticket.statusId;
  return {
    ticket,
    author,
    body: reply.body,
    format: reply.format,
    createdAt: reply.createdAt,
    now,
    parentId: reply.parentId ?? null,
    sent: isDraft
      ? undefined
      : { status, events: [describeReply(ticket, reply), ...closing(ticket, status, reply.quiet)] },
    activity: entryOf({
      description: `${isDraft ? 'Draft' : 'Reply'} added: id ${ticket.id}, reply `,
      clientId: ticket.clientId,
      userId: author.userId,
      changes: {
        ...authorChange(author, ticket.clientId),
        ...(changesStatus && { status: [ticket.statusTitle, status.title] }),
      },
    }),
  };
}

function describeReply(
  ticket: TicketRow,
  { author, status, quiet, quoted = [] }: Pick<NewReply, 'author' | 'status' | 'quiet' | 'quoted'>,
): EventRow {
  const byStaff = author.kind === 'staff';
  return {
    name: byStaff ? 'TicketAdminReply' : 'TicketUserReply',
    payload: {
      ticketid: ticket.id,
      replyid: null,
      ...(byStaff ? { admin: author.name } : { userid: author.clientId ?? 0 }),
      deptid: ticket.departmentId,
      deptname: ticket.departmentName,
      subject: ticket.subject,
      priority: ticket.priorityName,
      status: status.title,
      noemail: quiet,
      ...(quoted.length > 0 && { quote: quoted }),
    },
  };
}
