import type { Context, Tools } from '../calls/action';
import { noteClientSignIn } from '../store/people/clients';
import { findSignIn, listAccounts, noteSignIn, noteSignInByLink } from '../store/people/users';
import { addressSpellings } from '../text/email';
import { type Beginning, type BegunSession, beginSession, beginWaitingSession } from './browser-sessions';
import { hasSecondFactor } from './second-factor';
import type { ProvedUser } from './sign-in';

/** What a password said about who signs in. */
export interface PasswordTried {
  /** Undefined if nobody can sign in with it. */
  proved: ProvedUser | undefined;
  /** The user with the address, for the activity log. */
  userId: number | undefined;
}

/**
 * Tries an e-mail address and a password on the sign-in page. An unknown address, a user without a password, and one
 * whose clients are all closed cost the same comparison as a wrong password.
 *
 * @throws ApiError (too_many) for a wrong password after ten of the same address from one place, (busy).
 */
export async function tryPassword(tools: Tools, email: string, password: string): Promise<PasswordTried> {
  const { passwords, read, address } = tools;
  const spellings = addressSpellings(email);
  const user = await read((db) => findSignIn(db, spellings));
  const account = user && ({ table: 'users', ...user } as const);
  const matched = await passwords.prove(password, account, { name: spellings.toSorted().join(' '), address });
  const proved = user === undefined || matched === undefined ? undefined : { id: user.id, passwordHash: matched };
  return { proved, userId: user?.id };
}

/** How a sign-in went on. */
interface SignInAnswer extends BegunSession {
  outcome: 'signed in' | 'needs code' | 'wrong';
  /** To how many accounts the user belongs, of which one is entered. */
  accounts: number;
}

const WRONG: SignInAnswer = { outcome: 'wrong', session: '', seconds: 0, language: '', accounts: 0 };

/** The answer to a sign-in that failed, which is in the activity log too. */
function refuseSignIn(context: Context, userId: number | undefined): SignInAnswer {
  context.record({ description: 'Failed to sign in', ...(userId !== undefined && { userId }) });
  return WRONG;
}

/** Signs in a user with the password that {@link tryPassword} found right, unless it has changed in the meantime. */
export async function signInByPassword(
  context: Context,
  { proved, userId }: PasswordTried,
  browser: Pick<Beginning, 'browser' | 'replaced'>,
): Promise<SignInAnswer> {
  const { db, address, now } = context;
  if (proved === undefined) return refuseSignIn(context, userId);
  return enter(context, proved.id, { ...browser, way: 'password' }, () => noteSignIn(db, proved, address, now));
}

/** Signs in a user who has a mailed link. */
export const signInByLink = (
  context: Context,
  userId: number,
  browser: Pick<Beginning, 'browser' | 'replaced'>,
): Promise<SignInAnswer> =>
  enter(context, userId, { ...browser, way: 'link' }, async () => {
    noteSignInByLink(context.db, userId, context.address, context.now);
    return true;
  });

/**
 * Lets a user into the first of their accounts, or asks for the second factor before.
 *
 * @param note records the sign-in on the user, after the client. @returns whether the user is still proved
 */
async function enter(
  context: Context,
  userId: number,
  how: Pick<Beginning, 'browser' | 'replaced' | 'way'>,
  note: () => Promise<boolean>,
): Promise<SignInAnswer> {
  const { db, address, now } = context;
  const accounts = await listAccounts(db, userId);
  const [first] = accounts;
  if (first === undefined) return refuseSignIn(context, userId);
  noteClientSignIn(db, first.id, address, now);
  if (!(await note())) return refuseSignIn(context, userId);
  const beginning = { ...how, userId, clientId: first.id };
  const needsCode = await hasSecondFactor(db, { userId });
  const begun = needsCode ? beginWaitingSession(context, beginning) : await beginSession(context, beginning);
  return { outcome: needsCode ? 'needs code' : 'signed in', ...begun, accounts: accounts.length };
}
