import { isMachine, type OwnAddresses } from '../mail/people';
import { readMailboxes } from './reading/addresses';
import { headerValues, type Mailbox, type ReceivedMail } from './reading/mail';

/** Who counts as the sender of a mail. */
export interface Sender extends Mailbox {
  /** Whether it is the Reply-To of a form, a machine or a mailing list that sent in somebody's name. */
  isFromReplyTo: boolean;
  /** Where the sender wants answers; null for the sender's own address. */
  replyTo: Mailbox | null;
}

/**
 * In whose name WordPress and web servers send what visitors write into forms, where nobody has set another sender. People
 * may read the mail of such an address, so it is not treated as one that nobody reads.
 */
const FORMS = /^(?:wordpress|www-data|wwwrun|apache2?|httpd|nginx)@/;

/**
 * Finds the sender of a mail. That is its author, unless it comes from the desk itself, a form, an address that nobody reads
 * or a mailing list in the author's place, and names somebody else in Reply-To.
 *
 * @returns null if nobody is named; `own` if it is the desk itself
 */
export function senderOf(mail: ReceivedMail, own: OwnAddresses): Sender | 'own' | null {
  const { author } = mail;
  if (author === null) return null;
  const isOther = ({ address, key }: Mailbox) => key !== author.key && !own.has(address);
  const replyTo = mail.replyTo.find(isOther) ?? null;
  const person = replyTo !== null && !isMachine(replyTo.address) ? replyTo : null;
  const isOwn = own.has(author.address);
  const isNobody = isOwn || isMachine(author.address) || FORMS.test(author.key);
  if (person !== null && (isNobody || isList(mail, author, person))) {
    return { ...person, isFromReplyTo: true, replyTo: null };
  }
  const original = isOwn && replyTo === null ? originalOf(mail).find(isOther) : undefined;
  if (original !== undefined && !isMachine(original.address))
    return { ...original, isFromReplyTo: true, replyTo: null };
  return isOwn ? 'own' : { ...author, isFromReplyTo: false, replyTo: person };
}

/**
 * Whose mail a list passes on that answers are to come back to. A group of Google may be the desk's own address: it puts
 * that into From and Reply-To, and its sender elsewhere.
 */
const originalOf = (mail: ReceivedMail): Mailbox[] =>
  headerValues(mail, 'list-id').length === 0
    ? []
    : ['x-original-from', 'x-original-sender'].flatMap((name) => headerValues(mail, name).flatMap(readMailboxes));

/** Whether a mailing list put its own address in the author's place. */
function isList(mail: ReceivedMail, author: Mailbox, person: Mailbox): boolean {
  if (headerValues(mail, 'list-id').length === 0) return false;
  const posts = headerValues(mail, 'list-post').join(' ').toLowerCase();
  return posts.includes(`mailto:${author.key}`) && !posts.includes(`mailto:${person.key}`);
}
