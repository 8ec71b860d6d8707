import type { ReceivedMail } from './mail';

/**
 * How mail programs begin the subjects of forwarded mails, in their languages. Finnish and Estonian ones begin answers
 * with what Danish and Norwegian ones write before a forwarded mail, `VS`.
 */
const FORWARD =
  /^\s*(?:\[[^\]]{0,60}\]\s*)?(?:fwd?|wg|tr|rv|enc|i|doorst|vs|vb|vl|vd|fs|pd|przekazane|trs|redir|přeposláno|továbbítás|[iİ]lt|iletilen|πρθ|перес|пересл|пересылка|yml|הועבר|إعادة توجيه|转发|轉發|转寄|轉寄|転送|전달)\s*[:：]/i;

const BOTH = /^\s*(?:\[[^\]]{0,60}\]\s*)?vs\s*:/i;
const BY_ANSWERERS = /^[\s>*]*(?:lähettäjä|saatja)[\s*]*:/im;

/** Whether somebody forwards a mail, as the subject says: the mail below is what it is about. */
export function isForward({ subject, text }: Pick<ReceivedMail, 'subject' | 'text'>): boolean {
  const beginning = subject.slice(0, 200);
  if (BOTH.test(beginning)) return !BY_ANSWERERS.test(text.slice(0, 200_000));
  return FORWARD.test(beginning);
}
