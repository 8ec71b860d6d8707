import type { SizedFile } from '../store/desk/email-threads';
import type { Automatic, NewEmail } from '../store/desk/emails';
import { isReachable } from '../tickets/authors';
import { headerName } from './header-text';
import { leftOutOf } from './left-out';
import { addressKey, eachOnce, isMachine, mailsTo, type Recipients, silentKeys } from './people';
import type { MailContext } from './queue';
import { quotationOf } from './quote';
import { withTag, writeLetter } from './send';
import { findEnabled } from './templates';
import { threadOf } from './threads';
import { ticketFields, ticketTag, withQuotation } from './ticket-fields';
import { requesterAddress, type Topic, type Topics } from './topic';

/** Mail programs and servers refuse larger mails. */
const MOST_BYTES = 10_485_760;

interface CustomerMail {
  template: string;
  automatic: Automatic;
  /** Who learns of the event as a member of staff, and so gets no copy. */
  told: string[];
}

/**
 * Composes an event's mail to the ticket's requester and to those who get copies. It is one mail, so that they can answer
 * each other; only addresses that few mail servers take get one of their own, because it may fail.
 */
export function mailsToCustomers(
  context: MailContext,
  topics: Topics,
  topic: Topic,
  { template, automatic, told }: CustomerMail,
): NewEmail[] {
  const { desk } = context;
  const { ticket, client, message, eventId, department } = topic;
  if (automatic !== '' && topic.isAutomatic) return [];
  const people = findCustomers(topics, topic, automatic, told);
  if (Object.values(people).every((list) => list.length === 0)) return [];
  const chosen = findEnabled(context, topics.templates(template), client?.language ?? '', ticket.departmentId);
  if (chosen === undefined) return [];
  const { along, notes } = automatic === '' ? chooseFiles(message.files) : NO_FILES;
  const leftOut = automatic === 'auto-generated' ? [] : leftOutOf(message);
  const quoted = quotationOf(desk, topic.quoted);
  const fields = ticketFields(desk, ticket, client, message, [...notes, ...leftOut], quoted);
  const letter = writeLetter(context, chosen, withQuotation(fields, chosen.body));
  const subject = withTag(letter.subject, ticketTag(desk, ticket));
  const { inReplyTo, references } = threadOf(topic.thread, null);
  return mailsTo(people).map(({ to, cc, bcc }, place) => ({
    clientId: client?.id ?? null,
    ticketId: ticket.id,
    messageId: message.id,
    event: { id: eventId, part: place === 0 ? 'customers' : `customers ${place}` },
    subject,
    body: letter.body,
    plain: letter.plain,
    templateId: letter.templateId,
    fromName: headerName(department.name),
    fromAddress: department.address,
    recipients: to,
    cc: cc.map(({ address }) => address),
    bcc: bcc.map(({ address }) => address),
    automatic,
    inReplyTo,
    references,
    fileIds: along.map((file) => file.id),
  }));
}

/** Finds who gets an event's mail: nobody twice, neither the desk nor a machine, and nobody who wants none. */
function findCustomers(
  { own, unreachable }: Topics,
  { ticket, client, message }: Topic,
  automatic: Automatic,
  told: string[],
): Recipients {
  const silent = silentKeys(client);
  const informed = new Set([...told, message.authorEmail].map(addressKey));
  // Those who got copies of the requester's mail need not hear that it arrived, and perhaps never asked to be there.
  const isTheirsAlone = automatic === 'auto-replied' && message.mail !== null;
  const copies = (wanted: 'cc' | 'bcc') =>
    (isTheirsAlone ? [] : message.copies)
      .filter(({ kind, email }) => kind === wanted && isReachable(email) && !informed.has(addressKey(email)))
      .map(({ email }) => ({ name: '', address: email }));
  const requester = { name: headerName(ticket.name), address: requesterAddress(ticket).trim() };
  const isDead = (address: string) => automatic !== '' && unreachable.has(addressKey(address));
  const [to = [], others = [], hidden = []] = eachOnce(
    [isReachable(requester.address) ? [requester] : [], copies('cc'), copies('bcc')],
    (address) => own.has(address) || isMachine(address) || isDead(address) || silent.has(addressKey(address)),
  );
  return { to, cc: others, bcc: hidden };
}

/** A program's mail is not about what the message has. */
const NO_FILES = { along: [], notes: [] };

/** Chooses the files that go along with a mail, in their order, and says where the others are. */
function chooseFiles(files: SizedFile[]): { along: SizedFile[]; notes: string[] } {
  const along: SizedFile[] = [];
  const notes: string[] = [];
  let bytes = 0;
  for (const file of files) {
    if (file.url !== null) notes.push(`${file.filename}: ${file.url}`);
    else if (bytes + file.size > MOST_BYTES)
      notes.push(`${file.filename} is too large for a mail. It is at the ticket.`);
    else {
      bytes += file.size;
      along.push(file);
    }
  }
  return { along, notes };
}
