import { adminPassword } from '../access/secrets';
import type { Context, Tools } from '../calls/action';
import { invalid } from '../errors';
import { deleteStaffSessionsOf } from '../store/access/staff-sessions';
import { findStaffAccount, writeStaffPassword } from '../store/people/staff-accounts';

/** Why a present password is refused. */
const NOT_YOURS = 'This is not your present password';

/**
 * Checks the password of an administrator who is signed in, before something that only they may do.
 *
 * @returns the hash that it matched
 * @throws ApiError (invalid) `This is not your present password`, also for an administrator without one; (too_many) after
 *   ten wrong ones from one place, (busy)
 */
export async function checkStaffPassword(
  { passwords, read, address }: Tools,
  staffId: number,
  password: string,
): Promise<string> {
  const staff = await read((db) => findStaffAccount(db, { id: staffId }));
  const account = staff && ({ table: 'staff', ...staff } as const);
  const attempt = { name: staff?.username.toLowerCase() ?? '', address };
  const matched = await passwords.prove(adminPassword(password), account, attempt, { typed: password });
  if (matched === undefined) throw invalid(NOT_YOURS);
  return matched;
}

/** The same for an administrator who may have none, and calls with a credential. @throws as it does */
export async function checkStaffPasswordIfAny(tools: Tools, staffId: number, password: string): Promise<void> {
  const staff = await tools.read((db) => findStaffAccount(db, { id: staffId }));
  if (staff?.passwordHash != null) await checkStaffPassword(tools, staffId, password);
}

/**
 * Sets an administrator's own password and ends their sessions in other browsers.
 *
 * @param present the hash of the password that they proved
 * @returns how many sessions were ended
 * @throws ApiError (invalid) `This is not your present password` if it was changed in the meantime
 */
export async function changeStaffPassword(
  { db, caller, now }: Context,
  staffId: number,
  present: string,
  hash: string,
): Promise<number> {
  if (!(await writeStaffPassword(db, staffId, present, hash, now))) throw invalid(NOT_YOURS);
  return deleteStaffSessionsOf(db, staffId, caller.session === undefined ? undefined : { except: caller.session.id });
}
