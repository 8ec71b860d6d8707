import type { Context } from '../calls/action';
import { ApiError } from '../errors';
import { OwnAddresses } from '../mail/people';
import { type DepartmentRow, listDepartmentRows } from '../store/desk/departments';
import { listDeskAddresses } from '../store/inbound/addresses';
import { defaultDepartment, filtersFor } from '../tickets/opening';
import { refuseSpam } from '../tickets/spam';
import { answerFromMail } from './answer';
import { verdictOf } from './authentication';
import { authorOf, findKnown, guestOf } from './author';
import { departmentOf } from './departments';
import { type Destination, findDestination } from './destination';
import { openFromMail } from './open';
import { findProofs } from './proofs';
import { isForward } from './reading/forwards';
import type { ReceivedMail } from './reading/mail';
import type { Origin, Outcome, Received } from './received';
import { takeReport } from './reports';
import { senderOf } from './sender';
import { signsOf } from './signs';

/**
 * Decides what becomes of a mail, and does it. The rules are in this order: reports of mail servers, the desk's own mail,
 * automatic replies, spam, and then the ticket that the mail belongs to or opens.
 *
 * @param mailLogId the mail's row in the import log
 * @param isForced whether somebody takes it by hand: then only a sender is needed
 */
export async function judge(
  context: Context,
  mail: ReceivedMail,
  origin: Origin,
  mailLogId: number,
  isForced: boolean,
): Promise<Outcome> {
  const departments = await listDepartmentRows(context.db, undefined);
  const own = new OwnAddresses([...(await listDeskAddresses(context.db)), context.desk.email]);
  const found = senderOf(mail, own);
  const signs = signsOf(mail, found === 'own' ? null : found);
  const proofs = await findProofs(context, mail, origin.recipients);
  if (!isForced) {
    if (proofs.isOurs) return ignored('own-mail', 'a mail that the desk sent came back');
    if (mail.report !== null) return takeReport(context, mail, mail.report, origin);
    if (isFromPostmaster(mail) && signs.hasNullPath) return ignored('foreign-bounce');
    if (found === 'own') return ignored('own-mail', 'it comes from an address of the desk');
  }
  const sender =
    found === 'own' && mail.author !== null ? { ...mail.author, isFromReplyTo: false, replyTo: null } : found;
  if (sender === null || sender === 'own') return ignored('no-sender');
  const isNothing = mail.subject === '' && mail.text.trim() === '' && mail.files.length + mail.leftOut.length === 0;
  if (isNothing) return ignored('empty');
  // What a mail server found out about a form says nothing about whoever filled it in.
  const verdict = sender.isFromReplyTo ? 'unknown' : verdictOf(mail, context.desk.mailAuthservId);
  const known = await findKnown(context, sender.address);
  const department = departmentOf(departments, mail, origin) ?? (await fallback(context, departments));
  const received: Received = {
    ...{ context, mail, origin, own, sender, signs, verdict, known, proofs, department, isForced },
  };
  const destination = await findDestination(context, {
    ...{ proofs, known, verdict, department },
    isForward: isForward(mail),
    isOnlyAuthor: !sender.isFromReplyTo && mail.from.length <= 1,
    senderKey: sender.key,
  });
  const who = { name: sender.name, address: sender.address, key: sender.key };
  const outcome = await decide(received, mailLogId, destination);
  return { sender: who, ...outcome };
}

async function decide(received: Received, mailLogId: number, destination: Destination): Promise<Outcome> {
  const { mail, signs, sender, verdict, known, isForced, proofs } = received;
  const { ticket, otherTicketId, isOnTicket, asStaff } = destination;
  const flags = [
    ...mail.flags,
    ...(sender.isFromReplyTo ? ['reply-to-used'] : []),
    ...(verdict === 'fail' || (known.staff !== undefined && verdict !== 'pass' && !isOnTicket)
      ? ['unverified-sender']
      : []),
    ...destination.flags,
  ];
  const about = { otherTicketId, flags };
  const answersUs = signs.hasNullPath || proofs.proofs.length > 0 || ticket !== undefined;
  if (!isForced && (signs.isAutoReply || (signs.hasAutoReplySubject && answersUs))) {
    return { ...about, ...ignored('auto-reply'), ticketId: ticket?.id ?? null };
  }
  const spam = isForced || asStaff ? undefined : await findSpam(received, ticket?.clientId ?? null);
  if (spam !== undefined) return { ...about, ...ignored('spam-filter', spam), ticketId: ticket?.id ?? null };
  const outcome =
    ticket === undefined
      ? await openFromMail(received, mailLogId, flags)
      : await answerFromMail(received, mailLogId, { ...destination, ticket }, flags);
  return { ...about, ...outcome };
}

const ignored = (reason: string, detail = ''): Outcome => ({ outcome: 'ignored', reason, detail });

/** Whether a mail server writes, and not a person. */
const isFromPostmaster = ({ author }: ReceivedMail): boolean =>
  /^(?:mailer-daemon|postmaster)@/.test(author?.key ?? '');

/** Finds out which spam filter matches. @returns what it says; undefined if none does, or if the sender is no guest */
async function findSpam({ context, mail, sender, known, verdict }: Received, clientId: number | null) {
  const author = verdict === 'fail' ? guestOf(sender) : authorOf(sender, known, clientId);
  if (author.kind !== 'guest') return undefined;
  const filters = await filtersFor(context, await context.catalogue(), sender.address);
  try {
    refuseSpam(author, { subject: mail.subject, body: mail.text }, filters);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'invalid') return error.message;
    throw error;
  }
}

/** The department of mail that names none. */
async function fallback(context: Context, departments: DepartmentRow[]): Promise<DepartmentRow | undefined> {
  const { id } = defaultDepartment(await context.catalogue('fresh'), context) ?? {};
  return departments.find((department) => department.id === id);
}
