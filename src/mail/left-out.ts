import type { ToldMessage } from '../store/desk/email-threads';

/** More names are only counted. */
const MOST_NAMED = 20;

/**
 * What of a mail its message does not show, in sentences.
 *
 * @param flags those of the mail
 */
export function leftOutInWords(leftOut: { name: string; because: string }[], flags: string[]): string[] {
  const more = leftOut.length - MOST_NAMED;
  return [
    ...(flags.includes('encrypted') ? ['The mail is encrypted, and we cannot read it.'] : []),
    ...leftOut.slice(0, MOST_NAMED).map(({ name, because }) => `${name} was left out: ${because}.`),
    ...(more > 0 ? [`${more} more files were left out.`] : []),
  ];
}

/** What of its mail a message does not show, in sentences; nothing for one that came another way. */
export const leftOutOf = ({ mail }: Pick<ToldMessage, 'mail'>): string[] =>
  mail === null ? [] : leftOutInWords(mail.leftOut, mail.flags);
