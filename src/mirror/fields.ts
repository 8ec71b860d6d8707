import type { MirroredFile, MirroredMessage, MirroredTicket } from '../store/moving/mirroring';
import { renderText } from '../tickets/render';

/** A call of the old desk. */
export interface Call {
  action: string;
  fields: Record<string, string>;
}

/** The files of a message. */
export interface MessageFiles {
  sent: MirroredFile[];
  /** The names of those that the old desk does not take. */
  leftOut: string[];
}

/** Every WHMCS has these, and refuses others. */
const PRIORITIES = ['Low', 'Medium', 'High'];

/** Later than this, the old desk is told when a message was written: its own clock may differ by less. */
const LATE_MS = 10 * 60_000;

/**
 * OpenTicket with a ticket's first message. The old desk sends no mail: this one does.
 *
 * @param departmentId the old desk's
 */
export function openCall(
  ticket: MirroredTicket,
  departmentId: string,
  message: MirroredMessage,
  files: MessageFiles,
  now: Date,
): Call {
  const priority = PRIORITIES.find((known) => known.toLowerCase() === ticket.priority.toLowerCase()) ?? 'Medium';
  const fields = {
    ...{ deptid: departmentId, subject: ticket.subject, priority },
    ...personFields(ticket, ticket.name, ticket.email),
    ...(message.authorKind === 'staff' && { admin: '1' }),
    ...messageFields(message, files, now),
  };
  return { action: 'OpenTicket', fields };
}

/** AddTicketReply with a later message. @param ticketId the old desk's */
export function replyCall(ticketId: string, message: MirroredMessage, files: MessageFiles, now: Date): Call {
  const isStaff = message.authorKind === 'staff';
  const fields = {
    ticketid: ticketId,
    ...(isStaff
      ? { adminusername: message.username === '' ? message.name : message.username }
      : personFields(message, message.name, message.email)),
    ...messageFields(message, files, now),
  };
  return { action: 'AddTicketReply', fields };
}

/** The old desk's client and contact, or else a guest. */
function personFields(
  { clientSourceId, contactSourceId }: Pick<MirroredMessage, 'clientSourceId' | 'contactSourceId'>,
  name: string,
  email: string,
): Record<string, string> {
  if (clientSourceId === null) return { name, email };
  return { clientid: clientSourceId, ...(contactSourceId !== null && { contactid: contactSourceId }) };
}

function messageFields(message: MirroredMessage, { sent, leftOut }: MessageFiles, now: Date): Record<string, string> {
  const isLate = now.getTime() - message.createdAt.getTime() > LATE_MS;
  return {
    message: leftOut.length === 0 ? textOf(message) : `${textOf(message)}\n\n${LEFT_OUT} ${leftOut.join(', ')})`,
    noemail: '1',
    ...(message.format === 'markdown' && { markdown: '1' }),
    ...(isLate && { created: message.createdAt.toISOString() }),
    ...(sent.length > 0 && { attachments: filesField(sent) }),
  };
}

/** How a text goes on whose files the old desk did not take. Their names follow. */
export const LEFT_OUT = '(Files that this desk did not take:';

/** WHMCS knows no HTML in messages, and refuses empty ones. */
export const textOf = ({ body, format }: Pick<MirroredMessage, 'body' | 'format'>): string =>
  renderText(body, format).trim() || '(no text)';

/** Files as WHMCS takes them: JSON in base64, with each file's bytes in base64. */
function filesField(files: MirroredFile[]): string {
  const list = files.map(({ filename, bytes }) => ({ name: filename, data: bytes.toString('base64') }));
  return Buffer.from(JSON.stringify(list)).toString('base64');
}
