import type { Tools } from '../calls/action';
import { invalid } from '../errors';
import { findPasswordOfUser, findUserPassword } from '../store/people/users';

/** A user who proved their password. The proof holds until the password changes. */
export interface ProvedUser {
  id: number;
  passwordHash: string;
}

/**
 * Checks the password of the user with an e-mail address, in any letter case. An unknown address costs the same
 * comparison, so that the time reveals nothing. In the transaction, `noteSignIn` then checks that the password is still
 * the same.
 *
 * @returns undefined for an unknown user, and for a wrong or missing password.
 * @throws ApiError (too_many) for a wrong password after ten of the same address from one place, (busy).
 */
export async function proveUser(
  { passwords, read, address }: Tools,
  email: string,
  password: string,
): Promise<ProvedUser | undefined> {
  const name = email.trim().toLowerCase();
  const { id, passwordHash = null } = (await read((db) => findUserPassword(db, name))) ?? {};
  const account = id === undefined ? undefined : ({ table: 'users', id, passwordHash } as const);
  const matched = await passwords.prove(password, account, { name, address });
  return id === undefined || matched === undefined ? undefined : { id, passwordHash: matched };
}

/**
 * Hashes a password chosen in a form that asks for it twice.
 *
 * @throws ApiError (invalid) `The two passwords are not the same`, and what `passwords.hash` refuses; (busy).
 */
export async function hashChosenPassword(
  { passwords }: Tools,
  password: string,
  again: string | undefined,
): Promise<string> {
  if (password !== again) throw invalid('The two passwords are not the same');
  return passwords.hash(password);
}

/**
 * Checks the password of a user who is signed in, before something that only the user may do.
 *
 * @throws ApiError (invalid) `This is not your present password`, also for a user without one; (too_many) after ten
 * wrong ones from one place, (busy).
 */
export async function checkPresentPassword(
  { passwords, read, address }: Tools,
  userId: number,
  password: string,
): Promise<void> {
  const user = await read((db) => findPasswordOfUser(db, userId));
  const account = user && ({ table: 'users', id: userId, passwordHash: user.passwordHash } as const);
  const attempt = { name: user?.email.toLowerCase() ?? '', address };
  if ((await passwords.prove(password, account, attempt)) === undefined) {
    throw invalid('This is not your present password');
  }
}

/** The same for somebody who may have none, as signing in by mailed links needs none. @throws as it does */
export async function checkPasswordIfAny(tools: Tools, userId: number, password: string): Promise<void> {
  const user = await tools.read((db) => findPasswordOfUser(db, userId));
  if (user?.passwordHash != null) await checkPresentPassword(tools, userId, password);
}
