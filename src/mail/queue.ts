import type { Context } from '../calls/action';
import { inserted } from '../store/rows';

/** A mail that is to be sent: nothing in it is looked up or filled in later. */
export interface NewEmail {
  /** Whom it is about: for a client's list of mails. */
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

/**
 * Writes a mail into the list of those to be sent, in the call's own transaction: it is sent after commit, or never. Emits
 * `EmailPreSend` with its id.
 *
 * @param email with addresses that were checked; line breaks in the subject become spaces.
 */
export async function queueEmail({ db, now, emit }: Context, email: NewEmail): Promise<number> {
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
      email.subject.replace(/[\r\n]+/g, ' '),
      email.body,
      now,
    ],
  );
  const { id } = inserted(rows);
  emit('EmailPreSend', { emailid: id });
  return id;
}
