import { CLIENT_USERNAME } from '../access/caller';
import { drawToken, hashSecret } from '../access/secrets';
import { MOST_WRONG_CODES, SESSION_SECONDS, usedAfter, WAITING_SECONDS } from '../access/session-times';
import type { Context } from '../calls/action';
import {
  deleteSession,
  dropSession,
  insertSession,
  type ListedSession,
  listSessions,
  type SessionOwner,
  type SignInWay,
} from '../store/access/client-sessions';
import { insertActivity } from '../store/desk/activity';
import { findUser, type User } from '../store/people/users';

export { MOST_WRONG_CODES };

/** Whose session it is to be, and how it begins. */
export interface Beginning extends SessionOwner {
  way: SignInWay;
  /** The browser in a few words; empty if it does not say. */
  browser: string;
  /** The session that the browser had before, which ends; empty if it had none. */
  replaced?: string | undefined;
}

/** A new session, for a browser. */
export interface BegunSession {
  /** The session's token. It is a secret: anyone who has it is signed in as the client. */
  session: string;
  seconds: number;
  /** WHMCS's name of the language that the user chose; empty if the user chose none. */
  language: string;
}

const SIGNED_IN: Record<SignInWay, string> = {
  sso: 'Signed in by single sign-on',
  password: 'Signed in with the password',
  link: 'Signed in by a mailed link',
};

/**
 * Begins a session in a browser. The token is new, whatever the browser had. Emits `UserLogin`, if it is known who signs
 * in.
 */
export async function beginSession(context: Context, beginning: Beginning): Promise<BegunSession> {
  const { db, emit } = context;
  const { userId, way } = beginning;
  const begun = putSession(context, beginning, SESSION_SECONDS[way], false);
  const user = userId === null ? undefined : await findUser(db, { id: userId });
  if (user !== undefined) emit('UserLogin', published(user));
  recordAsClient(context, beginning, SIGNED_IN[way]);
  return { ...begun, language: user?.language ?? '' };
}

/** Begins a session that counts for nothing until the second factor is proved: {@link beginSession} then replaces it. */
export function beginWaitingSession(context: Context, beginning: Beginning): BegunSession {
  const begun = putSession(context, beginning, WAITING_SECONDS, true);
  context.record({
    description: `${SIGNED_IN[beginning.way]}: waits for the second factor`,
    clientId: beginning.clientId,
    userId: beginning.userId,
  });
  return begun;
}

function putSession(
  { db, address, now }: Context,
  { clientId, userId, way, browser, replaced = '' }: Beginning,
  seconds: number,
  awaitsCode: boolean,
): BegunSession {
  const session = drawToken();
  if (replaced !== '') dropSession(db, hashSecret(replaced));
  insertSession(db, {
    ...{ hash: hashSecret(session), clientId, userId, way, address, browser, awaitsCode, now },
    expiresAt: new Date(now.getTime() + seconds * 1000),
  });
  return { session, seconds, language: '' };
}

/** Ends a session, if it is still there. Emits `UserLogout`, if it is known who signs out. */
export async function endSession(context: Context, session: string): Promise<void> {
  const { db, emit } = context;
  const owner = await deleteSession(db, hashSecret(session));
  if (owner === undefined) {
    // Nothing happened that the activity log should tell.
    context.takeEntry({});
    return;
  }
  const user = owner.userId === null ? undefined : await findUser(db, { id: owner.userId });
  if (user !== undefined) emit('UserLogout', published(user));
  recordAsClient(context, owner, 'Signed out');
}

/** Lists the browsers that are signed in as the same user; without one, as the same client. */
export const listSessionsOf = ({ db, now }: Context, owner: SessionOwner): Promise<ListedSession[]> =>
  listSessions(db, owner, now, usedAfter(now));

const published = ({ id, firstName, lastName, email, language }: User) => ({
  user: { id, firstname: firstName, lastname: lastName, email, language },
});

/** Writes the entry of the activity log in the name of the client: who signs in is no client before, and known after. */
function recordAsClient(context: Context, { clientId, userId }: SessionOwner, description: string): void {
  const entry = context.takeEntry({ description, clientId, userId });
  insertActivity(context.db, { ...entry, caller: `client:${clientId}`, username: CLIENT_USERNAME });
}
