import { addressKey } from '../mail/people';
import { isEmail } from '../tickets/authors';
import type { Mailbox } from './reading/mail';

/** How the subjects of forwarded mails begin, in the languages of mail programs. */
const FORWARD = /^\s*(?:fwd?|wg|tr|rv|enc|i|vs|vl|vb|vd|doorst|pd|továbbítás|ilt|πρθ|转发|轉寄|転送)\s*[:：]/i;

/** Whether a subject says that a mail was forwarded. */
export const isForwarded = (subject: string): boolean => FORWARD.test(subject.slice(0, 100));

/** What mail programs call the sender, and the other lines above a forwarded mail. */
const SENDER =
  /^[>\s*]*(?:from|von|de|da|van|från|fra|od|lähettäjä|от|отправитель|gönderen|差出人|发件人|寄件者)[\s*]*[:：][\s*]*(.+)$/i;
const OTHER =
  /^[>\s*]*(?:date|sent|to|cc|subject|datum|gesendet|an|betreff|envoyé|à|objet|fecha|enviado|para|asunto|data|inviato|oggetto|a|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|wysłano|do|temat|дата|кому|тема|日時|宛先|件名|日期|收件人|主题)[\s*]*[:：]/i;

/** The lines above a forwarded mail are near its sender's. */
const NEAR = 6;

/** Longer texts are not searched to their end. */
const MOST_LINES = 400;

/**
 * Finds who wrote the mail that a text forwards: the sender in the first block of lines that mail programs put above it.
 *
 * @returns undefined if there is no such block
 */
export function originalSender(text: string): Mailbox | undefined {
  const lines = text.split('\n', MOST_LINES).map((line) => line.slice(0, 500));
  for (const [at, line] of lines.entries()) {
    const who = SENDER.exec(line)?.[1];
    if (who === undefined || lines.slice(at + 1, at + NEAR).filter((other) => OTHER.test(other)).length < 2) continue;
    const address = /[^\s<>"'()[\],;:]+@[^\s<>"'()[\],;:]+/.exec(who.replace('mailto:', ''))?.[0] ?? '';
    if (!isEmail(address)) return undefined;
    const name = who
      .slice(0, who.indexOf(address))
      .replace(/mailto:|["'<>[\]()]/g, '')
      .trim();
    return { name, address, key: addressKey(address) };
  }
  return undefined;
}
