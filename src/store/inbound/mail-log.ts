import type { Db } from '../../database/pool';
import { searchable } from '../conditions';
import { type Listed, listPage, type Page, WHOLE } from '../pages';
import { inserted } from '../rows';

/** How a mail came in. */
export type Way = 'imap' | 'smtp' | 'pipe' | 'import' | 'hand';

/** What a mail ends as. */
export type MailOutcome = 'ticket' | 'reply' | 'note' | 'bounce' | 'ignored' | 'refused';

/** A mail as it arrives, before anything is decided. */
export interface ArrivedMail {
  /** What two copies of it have in common. */
  key: string;
  way: Way;
  mailboxId: number | null;
  /** The Message-ID without brackets; empty if there is none. */
  mailId: string;
  senderName: string;
  senderAddress: string;
  /** The address for comparing. */
  senderKey: string;
  subject: string;
  size: number;
  /** When it was sent, as it says itself. */
  sentAt: Date | null;
  receivedAt: Date;
}

const ARRIVED = `way, mailbox_id, mail_id, sender_name, sender_address, sender_key, subject, size, sent_at, received_at`;

const arrivedValues = (mail: ArrivedMail): unknown[] => [
  mail.way,
  mail.mailboxId,
  mail.mailId,
  mail.senderName,
  mail.senderAddress,
  mail.senderKey,
  mail.subject,
  mail.size,
  mail.sentAt,
  mail.receivedAt,
];

/**
 * Claims a mail for this transaction: of two that take in the same mail, the second waits for the first, and then finds
 * it taken.
 *
 * @returns its row in the log; undefined if the mail was taken before
 */
export async function claimMail(db: Db, mail: ArrivedMail, now: Date): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    `insert into mail_log (key, taken_at, outcome, reason, ${ARRIVED})
     values ($1, $2, 'ignored', '', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (key) do nothing returning id`,
    [mail.key, now, ...arrivedValues(mail)],
  );
  return row?.id;
}

/** Where an earlier copy of a mail went. */
export async function findTaken(db: Db, key: string): Promise<{ id: number; ticketId: number | null } | undefined> {
  const [row] = await db.query<{ id: number; ticketId: number | null }>(
    'select id, ticket_id as "ticketId" from mail_log where key = $1',
    [key],
  );
  return row;
}

/** Logs another copy of a mail that was taken before, and returns the row's id. */
export async function logCopy(
  db: Db,
  mail: ArrivedMail,
  taken: { id: number; ticketId: number | null },
  now: Date,
): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into mail_log (taken_at, outcome, reason, detail, ticket_id, ${ARRIVED})
     values ($1, 'ignored', 'duplicate', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    [now, `a copy of mail ${taken.id}`, taken.ticketId, ...arrivedValues(mail)],
  );
  return inserted(rows).id;
}

/** What became of a mail. */
export interface Settled {
  outcome: MailOutcome;
  /** One of the words that docs/MAIL.md explains. */
  reason: string;
  /** More about the reason, in words. */
  detail: string;
  departmentId: number | null;
  /** Whoever counts as the sender, if not the one in From. */
  sender: { name: string; address: string; key: string };
  flags: string[];
  leftOut: { name: string; because: string }[];
  ticketId: number | null;
  otherTicketId: number | null;
  messageId: number | null;
  noteId: number | null;
  emailId: number | null;
  isAcknowledged: boolean;
  /** The address for comparing to which the acknowledgement goes; empty for none. */
  answeredKey: string;
  isTold: boolean;
}

/** Writes down what became of a mail. It does not wait: the commit does. */
export function settleMail(db: Db, id: number, settled: Settled): void {
  db.send(
    `update mail_log set outcome = $2, reason = $3, detail = $4, department_id = $5, sender_name = $6,
       sender_address = $7, sender_key = $8, flags = $9, left_out = $10, ticket_id = $11, other_ticket_id = $12,
       message_id = $13, note_id = $14, email_id = $15, is_acknowledged = $16, is_told = $17,
       answered_key = $18
     where id = $1`,
    [
      id,
      settled.outcome,
      settled.reason,
      settled.detail,
      settled.departmentId,
      settled.sender.name,
      settled.sender.address,
      settled.sender.key,
      settled.flags,
      JSON.stringify(settled.leftOut),
      settled.ticketId,
      settled.otherTicketId,
      settled.messageId,
      settled.noteId,
      settled.emailId,
      settled.isAcknowledged,
      settled.isTold,
      settled.answeredKey,
    ],
  );
}

/** What an address has caused lately. */
interface Lately {
  tickets: number;
  acknowledgements: number;
  /** Mails that told it that it was refused. */
  refusals: number;
}

/** Counts what mails of an address have caused. */
export async function countLately(
  db: Db,
  senderKey: string,
  since: { tickets: Date; acknowledgements: Date; refusals: Date },
): Promise<Lately> {
  const oldest = new Date(Math.min(...Object.values(since).map((date) => date.getTime())));
  const [row] = await db.query<Lately>(
    `select count(*) filter (where outcome = 'ticket' and taken_at > $2)::int as tickets,
       count(*) filter (where is_acknowledged and taken_at > $3)::int as acknowledgements,
       count(*) filter (where is_told and taken_at > $4)::int as refusals
     from mail_log where sender_key = $1 and taken_at > $5`,
    [senderKey, since.tickets, since.acknowledgements, since.refusals, oldest],
  );
  return row ?? { tickets: 0, acknowledgements: 0, refusals: 0 };
}

/** Counts the automatic answers that an address got, whoever the mails were from. */
export async function countAnswers(db: Db, key: string, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from mail_log where answered_key = $1 and taken_at > $2',
    [key, since],
  );
  return row?.count ?? 0;
}

/** A mail in the import log. */
export interface LoggedMail {
  id: number;
  way: Way;
  mailboxId: number | null;
  departmentId: number | null;
  mailId: string;
  senderName: string;
  senderAddress: string;
  senderKey: string;
  subject: string;
  size: number;
  sentAt: Date | null;
  receivedAt: Date;
  takenAt: Date;
  outcome: MailOutcome;
  reason: string;
  detail: string;
  flags: string[];
  leftOut: { name: string; because: string }[];
  ticketId: number | null;
  /** Empty if there is no ticket. */
  ticketNumber: string;
  otherTicketId: number | null;
  messageId: number | null;
  noteId: number | null;
  emailId: number | null;
  isAcknowledged: boolean;
  isTold: boolean;
  /** Whether its bytes are still there. */
  isKept: boolean;
}

const LOGGED = {
  select: `l.id, l.way, l.mailbox_id as "mailboxId", l.department_id as "departmentId", l.mail_id as "mailId",
    l.sender_name as "senderName", l.sender_address as "senderAddress", l.sender_key as "senderKey", l.subject, l.size,
    l.sent_at as "sentAt", l.received_at as "receivedAt", l.taken_at as "takenAt", l.outcome, l.reason, l.detail, l.flags,
    l.left_out as "leftOut", l.ticket_id as "ticketId",
    coalesce((select number from tickets where id = l.ticket_id), '') as "ticketNumber",
    l.other_ticket_id as "otherTicketId", l.message_id as "messageId", l.note_id as "noteId", l.email_id as "emailId",
    l.is_acknowledged as "isAcknowledged", l.is_told as "isTold",
    exists (select from raw_mails where mail_id = l.id) as "isKept"`,
  from: 'mail_log l',
  orderBy: 'l.taken_at desc, l.id desc',
};

/** Which mails to list. Undefined members exclude none. */
interface LogFilter {
  id?: number | undefined;
  outcome?: string | undefined;
  reason?: string | undefined;
  ticketId?: number | undefined;
  departmentId?: number | undefined;
  /** Only those about tickets in these departments now, and those of the departments that became no ticket. */
  departmentIds?: number[] | undefined;
  /** The sender's address for comparing. */
  senderKey?: string | undefined;
  /** A part of the subject, in any letter case. */
  search?: string | undefined;
}

/** A mail moves with its ticket, so that whoever sees one sees the other. */
const OF_DEPARTMENTS = `coalesce(
  (select kept.department_id from tickets t join tickets kept on kept.id = coalesce(t.merged_into_id, t.id)
   where t.id = l.ticket_id), l.department_id) = any(?::int[])`;

/** Lists a page of the import log, the newest first. */
export const listMails = (db: Db, filter: LogFilter, page: Page): Promise<Listed<LoggedMail>> =>
  listPage<LoggedMail>(
    db,
    LOGGED,
    [
      ['l.id = ?', filter.id],
      ['l.outcome = ?', filter.outcome],
      ['l.reason = ?', filter.reason],
      ['(l.ticket_id = ? or l.other_ticket_id = ?)', filter.ticketId],
      ['l.department_id = ?', filter.departmentId],
      [OF_DEPARTMENTS, filter.departmentIds],
      ['l.sender_key = ?', filter.senderKey],
      [`strpos(${searchable('l.subject')}, ${searchable('?')}) > 0`, filter.search],
    ],
    page,
  );

/** Lists the mails about a ticket, the oldest first. */
export const listMailsOfTicket = (db: Db, ticketId: number): Promise<LoggedMail[]> =>
  db.query(`select ${LOGGED.select} from ${LOGGED.from} where l.ticket_id = $1 order by l.taken_at, l.id`, [ticketId]);

/** The mail that a message or note of a ticket came in. */
export interface OriginalMail {
  id: number;
  messageId: number | null;
  noteId: number | null;
  /** Whether its bytes are still there. */
  isKept: boolean;
  /** What is unusual about it. */
  flags: string[];
  /** Its files that the message or note does not have. */
  leftOut: { name: string; because: string }[];
}

/** Finds the mails in which some messages and notes came. */
export const listOriginalMails = (db: Db, messageIds: number[], noteIds: number[]): Promise<OriginalMail[]> =>
  db.query(
    `select l.id, l.message_id as "messageId", l.note_id as "noteId",
       exists (select from raw_mails where mail_id = l.id) as "isKept", l.flags, l.left_out as "leftOut"
     from mail_log l where l.outcome <> 'bounce' and (l.message_id = any($1::int[]) or l.note_id = any($2::int[]))
     order by l.id`,
    [messageIds, noteIds],
  );

/**
 * Finds a mail in the import log.
 *
 * @param departmentIds only in these; null for all
 */
export async function findMail(db: Db, id: number, departmentIds: number[] | null): Promise<LoggedMail | undefined> {
  const { rows } = await listMails(db, { id, departmentIds: departmentIds ?? undefined }, WHOLE);
  return rows[0];
}

/** Locks a mail of the import log, so that two callers who take it by hand don't both do so. */
export async function holdMail(db: Db, id: number): Promise<void> {
  await db.query('select 1 from mail_log where id = $1 for update', [id]);
}
