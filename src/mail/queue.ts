import type { Context } from '../calls/action';
import { insertEmail, type NewEmail } from '../store/desk/emails';

/**
 * Writes a mail into the list of those to be sent, in the call's own transaction: it is sent after commit, or never. Emits
 * `EmailPreSend` with its id.
 *
 * @param email with addresses that were checked; line breaks in the subject become spaces.
 */
export async function queueEmail({ db, now, emit }: Context, email: NewEmail): Promise<number> {
  const id = await insertEmail(db, { ...email, subject: email.subject.replace(/[\r\n]+/g, ' ') }, now);
  emit('EmailPreSend', { emailid: id });
  return id;
}
