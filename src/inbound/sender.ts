import { isMachine, type OwnAddresses } from '../mail/people';
import { headerValues, type Mailbox, type ReceivedMail } from './reading/mail';

/** Who counts as the sender of a mail. */
export interface Sender extends Mailbox {
  /** Whether it is the Reply-To of a form, a machine or a mailing list that sent in somebody's name. */
  isFromReplyTo: boolean;
  /** Where the sender wants answers; null for the sender's own address. */
  replyTo: Mailbox | null;
}

/**
 * Finds the sender of a mail. That is its author, unless it comes from the desk itself, from an address that nobody reads
 * or from a mailing list in the author's place, and names somebody else in Reply-To.
 *
 * @returns null if nobody is named; `own` if it is the desk itself
 */
export function senderOf(mail: ReceivedMail, own: OwnAddresses): Sender | 'own' | null {
  const { author } = mail;
  if (author === null) return null;
  const replyTo = mail.replyTo.find(({ address, key }) => key !== author.key && !own.has(address)) ?? null;
  const person = replyTo !== null && !isMachine(replyTo.address) ? replyTo : null;
  const isOwn = own.has(author.address);
  if (person !== null && (isOwn || isMachine(author.address) || isList(mail, author, person))) {
    return { ...person, isFromReplyTo: true, replyTo: null };
  }
  return isOwn ? 'own' : { ...author, isFromReplyTo: false, replyTo: person };
}

/** Whether a mailing list put its own address in the author's place. */
function isList(mail: ReceivedMail, author: Mailbox, person: Mailbox): boolean {
  if (headerValues(mail, 'list-id').length === 0) return false;
  const posts = headerValues(mail, 'list-post').join(' ').toLowerCase();
  return posts.includes(`mailto:${author.key}`) && !posts.includes(`mailto:${person.key}`);
}
