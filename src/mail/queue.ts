import type { Context } from '../calls/action';
import { insertEmails, type NewEmail } from '../store/desk/emails';

/** What writing mail needs. A call has it, and so has whoever tells people about an event. */
export type MailContext = Pick<Context, 'db' | 'now' | 'desk'>;

/**
 * Queues a mail in the call's own transaction, so that it is sent after commit or never. Emits `EmailPreSend` with its
 * id.
 *
 * @param email its addresses must be checked already.
 */
export async function queueEmail(
  { db, now, emit }: Pick<Context, 'db' | 'now' | 'emit'>,
  email: Omit<NewEmail, 'event'>,
): Promise<number> {
  const [inserted] = await insertEmails(db, [email], now);
  if (inserted === undefined) throw new Error('a mail about no event was written before');
  emit('EmailPreSend', { emailid: inserted.id });
  return inserted.id;
}
