import { hashSecret } from '../access/secrets';
import { drawRecoveryCode, drawTotpSecret, matchingStep, readRecoveryCode, totpAddress } from '../access/totp';
import type { Context, Tools } from '../calls/action';
import { ApiError, invalid, notFound } from '../errors';
import {
  confirmSecondFactor,
  countRecoveryCodes,
  deleteSecondFactor,
  drawFactorId,
  type FactorOwner,
  findSecondFactor,
  insertSecondFactor,
  isRecoveryCode,
  useRecoveryCode,
  useStep,
  writeRecoveryCodes,
} from '../store/access/second-factors';
import { deleteStaffSessionsOf } from '../store/access/staff-sessions';
import { endUserSessions } from '../store/people/users';

/** So a sealed secret is named. */
const secretNameOf = (id: number): string => `second-factor:${id}:secret`;

const RECOVERY_CODES = 10;

/** Why a code of a second factor is refused. */
export const WRONG_CODE = 'This code is wrong, too old or was used before';

/** Whether an owner must prove a second factor to sign in. */
export async function hasSecondFactor(db: Context['db'], owner: FactorOwner): Promise<boolean> {
  return (await findSecondFactor(db, owner))?.confirmedAt != null;
}

/** What an owner's second factor is at, and how many recovery codes are left. */
export async function factorState(
  db: Context['db'],
  owner: FactorOwner,
): Promise<{ state: 'off' | 'unconfirmed' | 'on'; recoveryCodes: number }> {
  const factor = await findSecondFactor(db, owner);
  if (factor === undefined) return { state: 'off', recoveryCodes: 0 };
  if (factor.confirmedAt === null) return { state: 'unconfirmed', recoveryCodes: 0 };
  return { state: 'on', recoveryCodes: await countRecoveryCodes(db, factor.id) };
}

/**
 * Draws the secret of a second factor, which counts once it is confirmed. One that was never confirmed is replaced.
 *
 * @throws ApiError (invalid) `The second factor is on already`; what `key.seal` refuses.
 */
export async function startSecondFactor({ db, key, now }: Context, owner: FactorOwner): Promise<void> {
  await deleteSecondFactor(db, owner, 'unconfirmed');
  const id = await drawFactorId(db);
  const sealed = await key.seal(db, drawTotpSecret(), secretNameOf(id));
  if (!(await insertSecondFactor(db, id, owner, sealed, now))) throw invalid('The second factor is on already');
}

/** What a device needs to know. */
interface Enrolment {
  secret: string;
  /** The same as an `otpauth:` address. */
  address: string;
}

/**
 * Shows the secret of a second factor that is not confirmed yet.
 *
 * @param account the name of the account on the device.
 * @throws ApiError (not_found) `There is no second factor to confirm`; (unavailable) without the desk's key.
 */
export async function findEnrolment(
  { db, key, desk }: Context,
  owner: FactorOwner,
  account: string,
): Promise<Enrolment> {
  const factor = await findSecondFactor(db, owner);
  if (factor === undefined || factor.confirmedAt !== null) throw notFound('There is no second factor to confirm');
  const secret = openSecret(key, factor);
  return { secret, address: totpAddress(secret, account, desk.companyName) };
}

function openSecret(key: Tools['key'], { id, secret }: { id: number; secret: string }): string {
  const opened = key.open(secret, secretNameOf(id));
  if (opened === undefined) throw new ApiError('unavailable', "This server lacks the desk's key: see HATCHDESK_KEY");
  return opened;
}

/**
 * Confirms a second factor with a code of the device. From now on it counts, and the owner's other sessions, which began
 * without it, are ended.
 *
 * @returns the recovery codes, which nobody sees again.
 * @throws ApiError (not_found) as {@link findEnrolment} does; (invalid) {@link WRONG_CODE}.
 */
export async function confirmEnrolment(context: Context, owner: FactorOwner, code: string): Promise<string[]> {
  const { db, key, now } = context;
  const factor = await findSecondFactor(db, owner);
  if (factor === undefined || factor.confirmedAt !== null) throw notFound('There is no second factor to confirm');
  const step = matchingStep(openSecret(key, factor), code, now);
  if (step === undefined || !(await confirmSecondFactor(db, factor.id, step, now))) throw invalid(WRONG_CODE);
  const codes = Array.from({ length: RECOVERY_CODES }, drawRecoveryCode);
  writeRecoveryCodes(db, factor.id, codes.map(hashSecret));
  await endOtherSessions(context, owner);
  return codes;
}

/** A right code, which {@link useCode} uses up. */
export type RightCode = { factorId: number } & ({ step: number } | { recoveryHash: string });

/**
 * Checks a code of the device, or a recovery code, before the transaction. Wrong ones are counted against the owner and
 * the address.
 *
 * @returns undefined for a wrong code.
 * @throws ApiError (too_many) `Too many wrong codes, please try again later`.
 */
export async function checkCode(tools: Tools, owner: FactorOwner, typed: string): Promise<RightCode | undefined> {
  const { read, key, guesses, address, now } = tools;
  const about = 'userId' in owner ? `user ${owner.userId}` : `staff ${owner.staffId}`;
  guesses.codes.check(about, address);
  const right = await read(async (db): Promise<RightCode | undefined> => {
    const factor = await findSecondFactor(db, owner);
    if (factor?.confirmedAt == null) return undefined;
    const factorId = factor.id;
    const recovery = readRecoveryCode(typed);
    if (recovery !== undefined) {
      const recoveryHash = hashSecret(recovery);
      return (await isRecoveryCode(db, factorId, recoveryHash)) ? { factorId, recoveryHash } : undefined;
    }
    const step = matchingStep(openSecret(key, factor), typed, now);
    return step === undefined || step <= factor.lastStep ? undefined : { factorId, step };
  });
  if (right === undefined) guesses.codes.note(about, address);
  return right;
}

/** Uses a code up. Of two calls at once, one succeeds. @returns false if it was used in the meantime. */
export const useCode = ({ db, now }: Context, right: RightCode): Promise<boolean> =>
  'step' in right
    ? useStep(db, right.factorId, right.step)
    : useRecoveryCode(db, right.factorId, right.recoveryHash, now);

/** Ends an owner's sessions, except the one in which the owner calls. */
async function endOtherSessions({ db, caller }: Context, owner: FactorOwner): Promise<void> {
  const { session, staff } = caller;
  if ('userId' in owner)
    return endUserSessions(db, owner.userId, session?.userId === owner.userId ? session.id : undefined);
  const isOwn = session !== undefined && staff?.id === owner.staffId;
  await deleteStaffSessionsOf(db, owner.staffId, isOwn ? { except: session.id } : undefined);
}

/**
 * Removes the second factor of an owner who has lost the device, and ends their sessions: somebody else may have the
 * device by now, where the owner is signed in.
 *
 * @returns false if there is none.
 */
export async function removeLostFactor(context: Context, owner: FactorOwner): Promise<boolean> {
  if (!(await removeSecondFactor(context, owner))) return false;
  await endOtherSessions(context, owner);
  return true;
}

/** Removes a second factor. @returns false if there is none. */
export const removeSecondFactor = ({ db }: Context, owner: FactorOwner): Promise<boolean> =>
  deleteSecondFactor(db, owner);
