import type { Tools } from '../calls/action';
import { invalid } from '../errors';
import { findUserPassword } from '../store/people/users';

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
  const { id, passwordHash } = (await read((db) => findUserPassword(db, name))) ?? {};
  const matched = await passwords.match(password, passwordHash == null ? [] : [passwordHash], { name, address });
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
