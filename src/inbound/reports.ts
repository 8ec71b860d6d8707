import type { Context } from '../calls/action';
import { addressKey } from '../mail/people';
import { markReturned, markUndeliverable } from '../store/inbound/messages';
import type { SentMail } from '../store/inbound/proofs';
import { addressesOf, findReturned } from './proofs';
import type { ReceivedMail, Report, ReportedRecipient } from './reading/mail';
import type { Origin, Outcome } from './received';

/** Mail servers give up within a week. Who shows an older mail has it from somewhere else. */
const REPORTED_WITHIN_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Takes in what mail servers and mail programs report about our mail. A failure is noted on the mail that came back;
 * nothing of it opens or answers a ticket. What nobody but the mail's readers and their mail servers can know must show
 * that it is about that mail. Only what nobody but its one recipient and the mail servers can know ends the mails there.
 * Otherwise anybody, or whoever gets copies, could end the mails to a customer.
 */
export async function takeReport(
  context: Context,
  mail: ReceivedMail,
  report: Report,
  origin: Pick<Origin, 'recipients'>,
): Promise<Outcome> {
  const returned = await findReturned(context, report.messageIds, addressesOf(mail, origin.recipients));
  const about = { ticketId: returned?.sent.ticketId ?? null, emailId: returned?.sent.id ?? null };
  if (report.kind === 'disposition') return { outcome: 'ignored', reason: 'read-receipt', ...about };
  if (report.kind === 'abuse') return { outcome: 'ignored', reason: 'abuse-report', ...about };
  if (returned === undefined) return { outcome: 'ignored', reason: 'foreign-bounce' };
  const { sent, isProven, hasReturned } = returned;
  const failed = report.recipients.filter(({ action }) => action === 'failed');
  if (failed.length === 0) {
    const isDelayed = report.recipients.some(({ action }) => action === 'delayed');
    return { outcome: 'ignored', reason: isDelayed ? 'delivery-delayed' : 'delivery-report', ...about };
  }
  const reason = failed.map(inWords).join('; ');
  if (!isProven || context.now.getTime() - sent.sentAt.getTime() > REPORTED_WITHIN_MS) {
    return { outcome: 'ignored', reason: 'unproven-bounce', detail: reason, ...about };
  }
  markReturned(context.db, sent.id, reason, context.now);
  // Each of several recipients knows all that the others know of the mail, and an answer to it shows its Message-ID.
  const mayEnd = sent.recipients.length === 1 && (hasReturned || !sent.isCopied);
  const dead = mayEnd ? failed.filter(isPermanent).flatMap((one) => recipientOf(sent, one) ?? []) : [];
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
 * The recipient of a mail whom a report means. It may name an address to which the mail was passed on. That one tells
 * nothing about the recipient's own, which may well have kept the mail.
 */
function recipientOf(sent: SentMail, { address, original }: ReportedRecipient): string | undefined {
  const keys = sent.recipients.map(addressKey);
  return [original ?? address, address].map(addressKey).find((key) => keys.includes(key));
}
