import type { Context } from '../calls/action';
import { insertEmail, type NewEmail } from '../store/desk/emails';

/**
 * Queues a mail in the call's own transaction, so that it is sent after commit or never. Emits `EmailPreSend` with its
 * id.
 *
 * @param email its addresses must be checked already; line breaks in the subject become spaces.
 */
export async function queueEmail({ db, now, emit }: Context, email: NewEmail): Promise<number> {
  const id = await insertEmail(db, { ...email, subject: email.subject.replace(/[\r\n]+/g, ' ') }, now);
  emit('EmailPreSend', { emailid: id });
  return id;
}
