import { drawToken, hashSecret } from '../access/secrets';
import type { Context } from '../calls/action';
import { ADDRESSES } from '../config/addresses';
import { ApiError } from '../errors';
import { sendTemplate } from '../mail/send';
import { fullName, userFields } from '../mail/subjects';
import { countLinks, insertSignInLink, type LinkRequest } from '../store/access/sign-in-links';
import { findSignIn, type User } from '../store/people/users';
import { holdRow } from '../store/rows';
import { addressSpellings } from '../text/email';
import { startPasswordReset } from './users';

const LINK_MS = 15 * 60_000;
/** A mailbox gets so many links within the time that one of them works. */
const MOST_LINKS = 3;

/** The name of the template. */
const SIGN_IN_LINK = 'Sign-in Link';

/**
 * Mails the link that somebody asked for, if the address is that of a user who can sign in. Who asks never learns
 * whether it is.
 */
export async function sendWantedLink(context: Context, { kind, email, address }: LinkRequest): Promise<void> {
  const { db, now } = context;
  const user = await findSignIn(db, addressSpellings(email));
  const description = kind === 'sign-in' ? 'Link to sign in' : 'Link to set a password';
  if (user === undefined) return context.record({ description: `${description}: no user has the address` });
  const about = { userId: user.id };
  // Another process may be sending this user a link: then its link counts too.
  await holdRow(db, 'users', user.id);
  if ((await countLinks(db, user.id, new Date(now.getTime() - LINK_MS))) >= MOST_LINKS) {
    return context.record({ ...about, description: `${description}: not sent again, ${MOST_LINKS} were just sent` });
  }
  try {
    if (kind === 'sign-in') await sendSignInLink(context, user);
    else await startPasswordReset(context, user);
    context.record({ ...about, description: `${description}: sent, asked for from ${address}` });
  } catch (thrown) {
    // An operator disabled the template, or nothing can be sent to the address.
    if (!(thrown instanceof ApiError) || thrown.kind !== 'invalid') throw thrown;
    context.record({ ...about, description: `${description}: not sent: ${thrown.message}` });
  }
}

/** No list of mails shows this mail, because anybody who has the link can use it. */
async function sendSignInLink(context: Context, user: User): Promise<void> {
  const { db, now, desk } = context;
  const token = drawToken();
  const to = { userId: user.id, name: fullName(user), address: user.email };
  const fields = { ...userFields(user), sign_in_url: `${desk.publicUrl}${ADDRESSES.signInLink}${token}` };
  await sendTemplate(context, SIGN_IN_LINK, user.language, to, fields);
  insertSignInLink(db, user.id, hashSecret(token), new Date(now.getTime() + LINK_MS), now);
}
