import type { Db } from '../../database/pool';
import { searchable } from '../conditions';
import { jsonRows } from '../json-rows';
import { type Listed, listPage, type Page } from '../pages';

/** Whether a program wrote a mail by itself, and whether as an answer: RFC 3834's words. Empty for a person's mail. */
export type Automatic = '' | 'auto-replied' | 'auto-generated';

/** A mail to be sent. It is complete: nothing is looked up or filled in later, except a sender that nobody had named. */
export interface NewEmail {
  /** The client in whose list of mails it appears. */
  clientId?: number | null;
  userId?: number | null;
  staffId?: number | null;
  ticketId?: number | null;
  /** The message at which the ticket shows it. */
  messageId?: number | null;
  templateId?: number | null;
  /** The event that it tells about, and which of the event's mails it is. Each is written once. */
  event?: { id: number; part: string };
  fromName: string;
  /** Empty if nobody has said where mail comes from. */
  fromAddress: string;
  recipients: { name: string; address: string }[];
  cc?: string[];
  bcc?: string[];
  subject: string;
  /** HTML. */
  body: string;
  /** The same as plain text. */
  plain: string;
  automatic: Automatic;
  /** Message-IDs without brackets: the mail that it answers, and the conversation so far. */
  inReplyTo?: string;
  references?: string[];
  /** The attachments that go along. */
  fileIds?: number[];
}

const COLUMNS = `client_id, user_id, staff_id, ticket_id, message_id, template_id, event_id, part, from_name, from_address,
  recipients, cc, bcc, subject, body, plain, automatic, in_reply_to, reference_ids, file_ids`;

const TYPES = `client_id int, user_id int, staff_id int, ticket_id int, message_id int, template_id int, event_id bigint,
  part text, from_name text, from_address text, recipients jsonb, cc text[], bcc text[], subject text, body text,
  plain text, automatic text, in_reply_to text, reference_ids text[], file_ids int[]`;

const asRow = (email: NewEmail): Record<string, unknown> => ({
  client_id: email.clientId,
  user_id: email.userId,
  staff_id: email.staffId,
  ticket_id: email.ticketId,
  message_id: email.messageId,
  template_id: email.templateId,
  event_id: email.event?.id,
  part: email.event?.part ?? '',
  from_name: email.fromName,
  from_address: email.fromAddress,
  recipients: email.recipients,
  cc: email.cc ?? [],
  bcc: email.bcc ?? [],
  subject: email.subject,
  body: email.body,
  plain: email.plain,
  automatic: email.automatic,
  in_reply_to: email.inReplyTo ?? '',
  reference_ids: email.references ?? [],
  file_ids: email.fileIds ?? [],
});

/** Inserts mails to be sent. @returns the ids of those that were not written before, with their events */
export const insertEmails = (
  db: Db,
  emails: NewEmail[],
  now: Date,
): Promise<{ id: number; eventId: number | null }[]> =>
  db.query(
    `insert into emails (${COLUMNS}, due_at, created_at, updated_at)
     select ${COLUMNS}, $2, $2, $2 from json_to_recordset($1) as e (${TYPES})
     on conflict (event_id, part) where event_id is not null do nothing returning id, event_id as "eventId"`,
    [jsonRows(emails.map(asRow)), now],
  );

/**
 * Where a mail stands: it waits, will be tried again, was taken by the mail server, was given up, or was taken and came
 * back.
 */
export const EMAIL_STATES = ['waiting', 'deferred', 'sent', 'failed', 'bounced'] as const;

export type EmailState = (typeof EMAIL_STATES)[number];

/** A mail in a client's list of mails. */
export interface EmailRow {
  id: number;
  clientId: number;
  subject: string;
  /** HTML. */
  body: string;
  /** Addresses separated by commas, like `cc` and `bcc`. */
  to: string;
  cc: string;
  bcc: string;
  state: EmailState;
  /** What the mail server said when it took it. */
  answer: string;
  failureReason: string;
  retryCount: number;
  /** Who is still to get it, or never gets it, if others have; null for everybody, or for nobody once it is sent. */
  undelivered: string[] | null;
  /** Whom the mail server refused for good. */
  refused: { address: string; reason: string }[];
  createdAt: Date;
  updatedAt: Date;
}

const SHOWN = `id, subject,
    (select coalesce(string_agg(r ->> 'address', ', '), '') from jsonb_array_elements(recipients) r) as "to",
    array_to_string(cc, ', ') as cc, array_to_string(bcc, ', ') as bcc, status as state, answer,
    failure_reason as "failureReason", retry_count as "retryCount", undelivered, refused,
    created_at as "createdAt", updated_at as "updatedAt"`;

const EMAILS = {
  select: `client_id as "clientId", body, ${SHOWN}`,
  from: 'emails',
  orderBy: 'created_at desc, id desc',
};

/** A mail about a message of a ticket. */
export interface TicketEmail extends Omit<EmailRow, 'clientId' | 'body'> {
  messageId: number;
}

/** Lists the mails about a ticket's messages, oldest first. */
export const listTicketEmails = (db: Db, ticketId: number): Promise<TicketEmail[]> =>
  db.query(
    `select message_id as "messageId", ${SHOWN} from emails
     where ticket_id = $1 and message_id is not null order by created_at, id`,
    [ticketId],
  );

/** Lists the mails about some messages of a ticket, oldest first. */
export const listEmailsOfMessages = (db: Db, ticketId: number, messageIds: number[]): Promise<TicketEmail[]> =>
  db.query(
    `select message_id as "messageId", ${SHOWN} from emails
     where ticket_id = $1 and message_id = any($2::int[]) order by created_at, id`,
    [ticketId, messageIds],
  );

/** A mail as the operator sees it. */
interface ShownEmail extends Omit<EmailRow, 'clientId'> {
  ticketId: number | null;
  from: string;
  plain: string;
}

const ALL_FACTS = `${SHOWN}, from_address as "from", ticket_id as "ticketId"`;

/** Lists mails, newest first. Undefined excludes none. */
export const listAllEmails = (
  db: Db,
  state: EmailState | undefined,
  ticketId: number | undefined,
  limit: number,
): Promise<Omit<ShownEmail, 'body' | 'plain'>[]> =>
  db.query(
    `select ${ALL_FACTS} from emails
     where ($1::text is null or status = $1) and ($2::int is null or ticket_id = $2) order by id desc limit $3`,
    [state ?? null, ticketId ?? null, limit],
  );

/** Finds a mail with its text. */
export async function findEmail(db: Db, id: number): Promise<ShownEmail | undefined> {
  const [row] = await db.query<ShownEmail>(`select ${ALL_FACTS}, plain, body from emails where id = $1`, [id]);
  return row;
}

/** Finds a mail that was written before a time and waits to be sent, and why it was not. */
export async function findLateMail(db: Db, before: Date): Promise<{ createdAt: Date; reason: string } | undefined> {
  const [late] = await db.query<{ createdAt: Date; reason: string }>(
    `select created_at as "createdAt", failure_reason as reason from emails
     where status in ('waiting', 'deferred') and created_at < $1 order by due_at, id limit 1`,
    [before],
  );
  return late;
}

interface EmailFilter {
  clientId: number;
  /** A part of the subject, in any letter case and with or without accents. */
  subject: string | undefined;
  /**
   * The beginning of the mail's time in the time zone, written as `YYYY-MM-DD HH:MM:SS`: a day, or down to the second.
   */
  begins: string | undefined;
  timeZone: string;
  /** Only mails about tickets in these departments, and those that are about no ticket; undefined for all. */
  departmentIds: number[] | undefined;
}

/** Mails of an event are about a ticket, also once that is deleted and nobody knows its department. */
const OF_DEPARTMENTS = `case when ticket_id is null then event_id is null
  else ticket_id in (select t.id from tickets t where t.department_id = any(?::int[])) end`;

/** Lists a page of a client's mails, newest first. */
export const listEmails = (db: Db, filter: EmailFilter, page: Page): Promise<Listed<EmailRow>> =>
  listPage<EmailRow>(
    db,
    EMAILS,
    [
      ['client_id = ?', filter.clientId],
      [`strpos(${searchable('subject')}, ${searchable('?')}) > 0`, filter.subject],
      [
        `starts_with(to_char(created_at at time zone ?, 'YYYY-MM-DD HH24:MI:SS'), ?)`,
        ...[filter.timeZone, filter.begins],
      ],
      [OF_DEPARTMENTS, filter.departmentIds],
    ],
    page,
  );
