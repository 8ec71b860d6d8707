import { isMachine } from '../mail/people';
import { isAutoReplySubject } from './auto-reply-subjects';
import { headerValues, type ReceivedMail } from './reading/mail';

/** What the headers of a mail say about who wrote it: a person or a program. */
export interface Signs {
  /** Whether a program answered a mail, as the headers say. */
  isAutoReply: boolean;
  /** Whether the subject is that of an automatic reply. It counts only for an answer to a mail of ours. */
  hasAutoReplySubject: boolean;
  /** Whether a program wrote it, answer or not. */
  isAutomatic: boolean;
  /** Whether nobody may answer it automatically. */
  wantsNoAnswer: boolean;
  /** Whether mail servers may send nothing back. */
  hasNullPath: boolean;
}

/** The first word of a header's value, in lower case: `auto-replied` of `auto-replied; owner-email="jo@example.com"`. */
const wordsOf = (mail: ReceivedMail, name: string): string[] =>
  headerValues(mail, name).map((value) => (/^[\s"']*([\w.-]*)/.exec(value)?.[1] ?? '').toLowerCase());

const AUTOMATIC_PRECEDENCE = new Set(['bulk', 'junk', 'list', 'auto_reply']);

/** Headers that only mailing lists write. */
const OF_LISTS = ['list-id', 'list-post', 'list-unsubscribe'];

const isSaid = (mail: ReceivedMail, name: string): boolean =>
  wordsOf(mail, name).some((word) => !['', 'no', 'false', '0', 'none'].includes(word));

/**
 * Reads the signs of automatic mail (RFC 3834). Only the values of named headers count, never words in other ones.
 *
 * @param sender who counts as the sender
 */
export function signsOf(mail: ReceivedMail, sender: { address: string } | null): Signs {
  const submitted = wordsOf(mail, 'auto-submitted').filter((word) => word !== '' && word !== 'no');
  const precedence = wordsOf(mail, 'precedence');
  const hasNullPath = mail.returnPath === '';
  const isAutoReply =
    submitted.includes('auto-replied') ||
    precedence.includes('auto_reply') ||
    ['x-autoreply', 'x-autorespond'].some((name) => isSaid(mail, name));
  const isAutomatic =
    isAutoReply ||
    submitted.length > 0 ||
    precedence.some((word) => AUTOMATIC_PRECEDENCE.has(word)) ||
    OF_LISTS.some((name) => headerValues(mail, name).length > 0) ||
    hasNullPath ||
    (sender !== null && isMachine(sender.address));
  return {
    ...{ isAutoReply, isAutomatic, hasNullPath },
    hasAutoReplySubject: isAutoReplySubject(mail.subject),
    wantsNoAnswer: isAutomatic || suppresses(mail),
  };
}

/** Whether the sender wants no automatic replies. What Exchange puts there says nothing about who wrote the mail. */
const suppresses = (mail: ReceivedMail): boolean =>
  headerValues(mail, 'x-auto-response-suppress')
    .flatMap((value) => value.toLowerCase().split(/[\s,;]+/))
    .some((word) => word === 'all' || word === 'autoreply');
