import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';
import { inserted } from '../rows';

/** A mail to be sent. It is complete: nothing is looked up or filled in later. */
export interface NewEmail {
  /** The client in whose list of mails it appears. */
  clientId?: number | null;
  userId?: number | null;
  staffId?: number | null;
  ticketId?: number | null;
  templateId?: number | null;
  recipients: { name: string; address: string }[];
  cc?: string[];
  bcc?: string[];
  subject: string;
  /** HTML. */
  body: string;
}

/** Inserts a mail to be sent and returns its id. */
export async function insertEmail(db: Db, email: NewEmail, now: Date): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into emails (client_id, user_id, staff_id, ticket_id, template_id, recipients, cc, bcc, subject, body,
       created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) returning id`,
    [
      email.clientId ?? null,
      email.userId ?? null,
      email.staffId ?? null,
      email.ticketId ?? null,
      email.templateId ?? null,
      JSON.stringify(email.recipients),
      email.cc ?? [],
      email.bcc ?? [],
      email.subject,
      email.body,
      now,
    ],
  );
  return inserted(rows).id;
}

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
  isPending: boolean;
  isFailed: boolean;
  failureReason: string;
  retryCount: number;
  createdAt: Date;
  updatedAt: Date;
}

const EMAILS = {
  select: `id, client_id as "clientId", subject, body,
    (select coalesce(string_agg(r ->> 'address', ', '), '') from jsonb_array_elements(recipients) r) as "to",
    array_to_string(cc, ', ') as cc, array_to_string(bcc, ', ') as bcc, status = 'pending' as "isPending",
    status = 'failed' as "isFailed", failure_reason as "failureReason", retry_count as "retryCount",
    created_at as "createdAt", updated_at as "updatedAt"`,
  from: 'emails',
  orderBy: 'created_at desc, id desc',
};

interface EmailFilter {
  clientId: number;
  /** A part of the subject, in any letter case. */
  subject: string | undefined;
  /**
   * The beginning of the mail's time in the time zone, written as `YYYY-MM-DD HH:MM:SS`: a day, or down to the second.
   */
  begins: string | undefined;
  timeZone: string;
}

/** Lists a page of a client's mails, newest first. */
export const listEmails = (db: Db, filter: EmailFilter, page: Page): Promise<Listed<EmailRow>> =>
  listPage<EmailRow>(
    db,
    EMAILS,
    [
      ['client_id = ?', filter.clientId],
      ['strpos(lower(subject), lower(?)) > 0', filter.subject],
      [
        `starts_with(to_char(created_at at time zone ?, 'YYYY-MM-DD HH24:MI:SS'), ?)`,
        ...[filter.timeZone, filter.begins],
      ],
    ],
    page,
  );
