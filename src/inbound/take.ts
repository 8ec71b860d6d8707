import { createHash } from 'node:crypto';
import { mailCaller } from '../access/caller';
import type { Context } from '../calls/action';
import type { Dispatcher } from '../calls/dispatch';
import { isOutageOrBusy } from '../errors';
import type { DeskSettings } from '../store/desk/settings';
import {
  type ArrivedMail,
  claimMail,
  findTaken,
  logCopy,
  type MailOutcome,
  type Settled,
  settleMail,
} from '../store/inbound/mail-log';
import { keepRaw } from '../store/inbound/raw-mails';
import { judge } from './judge';
import type { ReceivedMail } from './reading/mail';
import { readMail } from './reading/read';
import type { Origin, Outcome } from './received';

export type { Origin } from './received';

/** What became of a mail. */
export interface Taken {
  outcome: MailOutcome;
  /** One of the words that docs/MAIL.md explains. */
  reason: string;
  ticketId: number | null;
  /** Its row in the import log. */
  mailLogId: number;
}

/** What taking in mail needs of a desk. */
interface TakingDesk {
  dispatcher: Pick<Dispatcher, 'within'>;
  settings(): Promise<DeskSettings>;
  /** Receives what a mail broke. The mail is kept. */
  onFailure?(failure: unknown, mailLogId: number): void;
}

/** A mail that breaks something every time is kept for somebody to look at, so that the next one gets its turn. */
const ATTEMPTS = 3;

/**
 * Takes in a mail: it becomes a ticket, a reply or a note, or is recorded as a bounce, ignored or refused. All of that is
 * one transaction, with the mail's row in the import log. A mail that was taken before is ignored.
 *
 * @param raw all of its bytes
 * @throws ApiError (unavailable, busy) if the database does not answer. The mail was not taken then, or it is unknown
 *   whether it was: it can be given again. Nothing that a mail contains makes this throw.
 */
export async function takeMail(desk: TakingDesk, raw: Buffer, origin: Origin): Promise<Taken> {
  const { attachmentMaxFiles: files, attachmentMaxBytes: fileBytes } = await desk.settings();
  const mail = await readMail(raw, { files, fileBytes });
  const arrived = describe(mail, raw, origin);
  let failure: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      return await desk.dispatcher.within(NAME, mailCaller, (context) => take(context, { mail, arrived, raw, origin }));
    } catch (error) {
      if (isOutageOrBusy(error)) throw error;
      failure = error;
    }
  }
  const kept = await desk.dispatcher.within(NAME, mailCaller, (context) => keepBroken(context, arrived, raw));
  desk.onFailure?.(failure, kept.mailLogId);
  return kept;
}

/** What the activity log calls it. */
const NAME = 'Mail';

const LONGEST = { id: 900, name: 300, address: 320, subject: 10_000 };

const cut = (text: string, longest: number): string => text.replaceAll('\0', '').slice(0, longest).toWellFormed();

function describe(mail: ReceivedMail, raw: Buffer, { way, mailboxId, receivedAt }: Origin): ArrivedMail {
  const { author, messageId } = mail;
  return {
    key: createHash('sha256')
      .update(`${messageId ?? ''}\n${mail.digest}`)
      .digest('hex'),
    ...{ way, mailboxId, receivedAt, sentAt: mail.date },
    mailId: cut(messageId ?? '', LONGEST.id),
    senderName: cut(author?.name ?? '', LONGEST.name),
    senderAddress: cut(author?.address ?? '', LONGEST.address),
    senderKey: cut(author?.key ?? '', LONGEST.address),
    subject: cut(mail.subject, LONGEST.subject),
    size: raw.length,
  };
}

interface Given {
  mail: ReceivedMail;
  arrived: ArrivedMail;
  raw: Buffer;
  origin: Origin;
}

async function take(context: Context, { mail, arrived, raw, origin }: Given): Promise<Taken> {
  const { db, now } = context;
  const mailLogId = await claimMail(db, arrived, now);
  if (mailLogId === undefined) return takeCopy(context, arrived);
  await keepRaw(db, mailLogId, raw, now);
  return settle(context, mailLogId, arrived, await judge(context, mail, origin, mailLogId, false));
}

/** Logs that a mail was taken before. */
async function takeCopy({ db, now }: Context, arrived: ArrivedMail): Promise<Taken> {
  const taken = await findTaken(db, arrived.key);
  if (taken === undefined) throw new Error('the first copy of a mail has left the import log');
  const mailLogId = await logCopy(db, arrived, taken, now);
  return { outcome: 'ignored', reason: 'duplicate', ticketId: taken.ticketId, mailLogId };
}

/** Keeps a mail that broke something. */
async function keepBroken(context: Context, arrived: ArrivedMail, raw: Buffer): Promise<Taken> {
  const { db, now } = context;
  const mailLogId = await claimMail(db, arrived, now);
  if (mailLogId === undefined) return takeCopy(context, arrived);
  await keepRaw(db, mailLogId, raw, now);
  return settle(context, mailLogId, arrived, { outcome: 'refused', reason: 'failed' });
}

const NOTHING = {
  ...{ detail: '', departmentId: null, flags: [], leftOut: [], ticketId: null, otherTicketId: null },
  ...{ messageId: null, noteId: null, emailId: null, isAcknowledged: false, answeredKey: '', isTold: false },
};

/** Writes down in the import log what became of a mail. */
export function settle(
  { db }: Pick<Context, 'db'>,
  mailLogId: number,
  {
    senderName: name,
    senderAddress: address,
    senderKey: key,
  }: Pick<ArrivedMail, 'senderName' | 'senderAddress' | 'senderKey'>,
  outcome: Outcome,
): Taken {
  const settled: Settled = { ...NOTHING, sender: { name, address, key }, ...outcome };
  settleMail(db, mailLogId, settled);
  return { outcome: settled.outcome, reason: settled.reason, ticketId: settled.ticketId, mailLogId };
}
