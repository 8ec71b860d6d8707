import { drawToken, hashSecret } from '../access/secrets';
import type { Context } from '../calls/action';
import { ADDRESSES } from '../config/addresses';
import { invalid, notFound } from '../errors';
import { sendTemplate } from '../mail/send';
import { fullName, userFields } from '../mail/subjects';
import { findPasswordReset, insertPasswordReset, usePasswordReset } from '../store/access/password-resets';
import { endLinks, endSignIns, insertUser, type NewUser, type User } from '../store/people/users';
import { changeRow, holdRow, isTaken } from '../store/rows';
import { isEmail } from '../tickets/authors';

const EMAIL_TAKEN = 'A user already exists with that email address';

/**
 * Reads the e-mail address of a user.
 *
 * @throws ApiError (invalid) `The email address entered is not valid`.
 */
export function readUserEmail(email: string): string {
  if (!isEmail(email)) throw invalid('The email address entered is not valid');
  return email.trim();
}

/**
 * Adds a user. Emits `UserAdd`.
 *
 * @param user with an address from {@link readUserEmail}.
 * @throws ApiError (invalid) `A user already exists with that email address`.
 */
export async function addUser(context: Context, user: NewUser): Promise<number> {
  const id = await insertUser(context.db, user, context.now);
  if (id === undefined) throw invalid(EMAIL_TAKEN);
  emitUserAdd(context, id, user);
  return id;
}

/** Emits `UserAdd` for a new user, including a new owner of a client's account. */
export function emitUserAdd({ emit }: Context, id: number, user: Omit<NewUser, 'passwordHash'>): void {
  emit('UserAdd', {
    user_id: id,
    firstname: user.firstName,
    lastname: user.lastName,
    email: user.email,
    language: user.language,
  });
}

interface UserColumns {
  firstName: string;
  lastName: string;
  email: string;
  language: string;
}

/**
 * Changes a user. Clients and contacts with the same address stay as they are, and a new address is unverified. Links that
 * were mailed to the old address end. Emits `UserEdit`.
 *
 * @returns false if there is no such user.
 * @throws ApiError (invalid) `A user already exists with that email address`.
 */
export async function changeUser(context: Context, id: number, columns: Partial<UserColumns>): Promise<boolean> {
  const { db, now, emit, record } = context;
  if (await isTaken(db, 'users', { email: columns.email }, id)) throw invalid(EMAIL_TAKEN);
  const old = await holdRow<UserColumns>(db, 'users', id);
  if (old === undefined) return false;
  const isMoved = columns.email !== undefined && columns.email.toLowerCase() !== old.email.toLowerCase();
  const changes = await changeRow(db, 'users', id, {
    ...columns,
    ...(isMoved && { emailVerified: false }),
    updatedAt: now,
  }).catch(refuseDuplicate);
  // The old mailbox may be somebody else's by now, or why the address was changed.
  if (isMoved) endLinks(db, id);
  record({ userId: id, ...(changes && { changes }) });
  const user = { ...old, ...columns };
  emit('UserEdit', { user_id: id, ...published(user), olddata: published(old) });
  return true;
}

const published = (user: UserColumns) => ({
  firstname: user.firstName,
  lastname: user.lastName,
  email: user.email,
  language: user.language,
});

/** `isTaken` holds back other changes but no inserts, so a new user may have taken the address in the meantime. */
function refuseDuplicate(error: unknown): never {
  const isDuplicate = typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
  throw isDuplicate ? invalid(EMAIL_TAKEN) : error;
}

/**
 * Sets a user's new password, and ends all their sessions, links and tokens. Emits `UserChangePassword`.
 *
 * @param keptSession the session in which it is changed, which goes on.
 * @returns false if there is no such user.
 */
export async function changePassword(
  context: Context,
  id: number,
  passwordHash: string,
  keptSession?: number,
): Promise<boolean> {
  const { db, now, emit, record, forget } = context;
  const changes = await changeRow(db, 'users', id, { passwordHash, updatedAt: now });
  if (changes === undefined) return false;
  endSignIns(db, id, now, keptSession);
  forget();
  record({ userId: id, changes });
  emit('UserChangePassword', { userid: id });
  return true;
}

const RESET_MS = 2 * 60 * 60 * 1000;

/**
 * Mails a user a link to set a new password, which works for two hours. No list of mails shows this mail, because
 * anybody who has the link can use it.
 *
 * @throws ApiError (invalid) what sending refuses.
 */
export async function startPasswordReset(context: Context, user: User): Promise<void> {
  const { db, now, desk, record } = context;
  const token = drawToken();
  insertPasswordReset(db, user.id, hashSecret(token), new Date(now.getTime() + RESET_MS), now);
  const fields = { ...userFields(user), reset_password_url: `${desk.publicUrl}${ADDRESSES.passwordReset}${token}` };
  const to = { userId: user.id, name: fullName(user), address: user.email };
  await sendTemplate(context, 'Password Reset Validation', user.language, to, fields);
  record({ userId: user.id });
}

const noReset = () => notFound('Password Reset Not Found');

/**
 * Checks that a link from {@link startPasswordReset} still works, without using it up.
 *
 * @throws ApiError (not_found) `Password Reset Not Found` for a link that was used, has expired or never existed.
 */
export async function checkPasswordReset(db: Context['db'], token: string, now: Date): Promise<void> {
  if ((await findPasswordReset(db, hashSecret(token), now)) === undefined) throw noReset();
}

/**
 * Sets a new password for the user of a link as {@link changePassword} does, and uses the link up. Of two calls at
 * once, one succeeds.
 *
 * @throws ApiError (not_found) `Password Reset Not Found`.
 */
export async function finishPasswordReset(context: Context, token: string, passwordHash: string): Promise<void> {
  const userId = await usePasswordReset(context.db, hashSecret(token), context.now);
  if (userId === undefined || !(await changePassword(context, userId, passwordHash))) throw noReset();
}
