import type { Context } from '../calls/action';
import { addressKey } from '../mail/people';
import { markReturned, markUndeliverable } from '../store/inbound/messages';
import type { SentMail } from '../store/inbound/proofs';
import { addressesOf, findReturned } from './proofs';
import type { ReceivedMail, Report, ReportedRecipient } from './reading/mail';
import type { Origin, Outcome } from './received';

/**
 * Takes in what mail servers and mail programs report about our mail. A failure is noted on the mail that came back;
 * nothing of it opens or answers a ticket.
 */
export async function takeReport(
  context: Context,
  mail: ReceivedMail,
  report: Report,
  origin: Pick<Origin, 'recipients'>,
): Promise<Outcome> {
  const returned = await findReturned(context, report.messageIds, addressesOf(mail, origin.recipients));
  const [sent] = returned;
  const about = { ticketId: sent?.ticketId ?? null, emailId: sent?.id ?? null };
  if (report.kind === 'disposition') return { outcome: 'ignored', reason: 'read-receipt', ...about };
  if (report.kind === 'abuse') return { outcome: 'ignored', reason: 'abuse-report', ...about };
  if (sent === undefined) return { outcome: 'ignored', reason: 'foreign-bounce' };
  const failed = report.recipients.filter(({ action }) => action === 'failed');
  if (failed.length === 0) {
    const isDelayed = report.recipients.some(({ action }) => action === 'delayed');
    return { outcome: 'ignored', reason: isDelayed ? 'delivery-delayed' : 'delivery-report', ...about };
  }
  const reason = failed.map(inWords).join('; ');
  markReturned(context.db, sent.id, reason, context.now);
  const dead = failed.filter(isPermanent).flatMap(({ address }) => recipientOf(sent, address) ?? []);
  markUndeliverable(context.db, [...new Set(dead)], reason, context.now);
  return {
    outcome: 'bounce',
    reason: failed.some(isPermanent) ? 'bounce' : 'bounce-temporary',
    detail: reason,
    ...about,
  };
}

const isPermanent = ({ status }: ReportedRecipient): boolean => status === null || status.startsWith('5');

const LONGEST = 500;

const inWords = ({ address, status, diagnostic }: ReportedRecipient): string =>
  `${address}: ${diagnostic ?? status ?? 'it came back'}`
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, LONGEST)
    .toWellFormed();

/**
 * The recipient of a mail whom a report means. A report may name the address to which a mail was passed on; of a mail to
 * several people, nobody knows then whose it is.
 */
function recipientOf(sent: SentMail, reported: string): string | undefined {
  const keys = sent.recipients.map(addressKey);
  return keys.includes(addressKey(reported)) ? addressKey(reported) : keys.length === 1 ? keys[0] : undefined;
}
