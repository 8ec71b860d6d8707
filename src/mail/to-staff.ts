import type { EmailTemplate } from '../store/desk/email-templates';
import type { NewEmail } from '../store/desk/emails';
import type { StaffReader } from '../store/people/correspondents';
import { isEmail } from '../tickets/authors';
import { headerName } from './header-text';
import { leftOutOf } from './left-out';
import { addressKey, eachOnce, isMachine } from './people';
import type { MailContext } from './queue';
import { withTag, writeLetter } from './send';
import { findEnabled } from './templates';
import { threadOf } from './threads';
import { ticketFields, ticketTag } from './ticket-fields';
import type { Topic, Topics } from './topic';

/** A member of staff who is told of an event, and in which words. */
interface Reader extends StaffReader {
  template: EmailTemplate;
}

/**
 * Finds whom to tell about an event: the member of staff who has the ticket and works in its department, or else
 * everybody who works there. Whoever wrote the message learns nothing new.
 *
 * @param template its name
 * @param others who gets the customers' mail in any case, and so nothing as staff
 */
export function findStaffToTell(
  context: MailContext,
  topics: Topics,
  topic: Topic,
  template: string,
  others: string[],
): Reader[] {
  const templates = topics.templates(template);
  return findReaders(topics, topic, others).flatMap((reader) => {
    const chosen = findEnabled(context, templates, reader.language, topic.ticket.departmentId);
    return chosen === undefined ? [] : [{ ...reader, template: chosen }];
  });
}

/** Composes what tells staff about an event. Each gets a mail of their own, in their language. */
export function mailsToStaff(context: MailContext, topic: Topic, readers: Reader[]): NewEmail[] {
  if (readers.length === 0) return [];
  const { desk } = context;
  const { ticket, client, message, department, eventId } = topic;
  const attached = message.files.map(({ filename, url }) => `Attached: ${filename}${url === null ? '' : ` (${url})`}`);
  const notes = [...attached, ...leftOutOf(message)];
  const fields = ticketFields(desk, ticket, client, message, notes);
  const sender = message.authorName || ticket.name;
  // Others than the requester may reply, and staff must not take their words for the requester's.
  const author = message.staffId === null ? { client_name: sender } : {};
  return readers.map(({ id, name, username, email, template }) => {
    const letter = writeLetter(context, template, { ...fields, ...author, admin_name: name, admin_username: username });
    return {
      ...{ staffId: id, ticketId: ticket.id, messageId: message.id },
      event: { id: eventId, part: `staff ${id}` },
      ...letter,
      subject: withTag(letter.subject, ticketTag(desk, ticket)),
      // Their address would fail DMARC, but their name tells who it is.
      fromName: headerName(sender === '' ? department.name : `${sender} via ${department.own}`),
      fromAddress: department.address,
      recipients: [{ name: headerName(name), address: email.trim() }],
      automatic: 'auto-generated',
      ...threadOf(topic.thread, id),
    };
  });
}

/** Finds who reads about an event: nobody twice, neither the desk nor a machine, and no address that does not exist. */
function findReaders({ staff, own, unreachable }: Topics, { ticket, message }: Topic, others: string[]) {
  // Whoever works elsewhere cannot open the ticket, not even if it is assigned to them.
  const colleagues = staff.filter(
    ({ departmentIds }) => departmentIds.length === 0 || departmentIds.includes(ticket.departmentId),
  );
  const assignee = colleagues.find(({ id }) => id === ticket.assigneeId);
  const readers = (assignee === undefined ? colleagues : [assignee])
    .filter(({ id, email }) => id !== message.staffId && isEmail(email))
    .map((reader) => ({ ...reader, address: reader.email }));
  const without = new Set([message.authorEmail, ...others].map(addressKey));
  const isUnwanted = (address: string) =>
    own.has(address) || isMachine(address) || without.has(addressKey(address)) || unreachable.has(addressKey(address));
  return eachOnce([readers], isUnwanted).flat();
}
