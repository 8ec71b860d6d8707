import { adminPassword, drawToken, hashSecret } from '../access/secrets';
import { MOST_WRONG_CODES, SESSION_SECONDS, WAITING_SECONDS } from '../access/session-times';
import type { Context, Tools } from '../calls/action';
import {
  countWrongStaffCode,
  deleteStaffSession,
  dropStaffSession,
  endWaitingStaffSession,
  findWaitingStaffSession,
  insertStaffSession,
} from '../store/access/staff-sessions';
import { insertActivity } from '../store/desk/activity';
import { findStaffAccount, type StaffAccount } from '../store/people/staff-accounts';
import { checkCode, hasSecondFactor, type RightCode, useCode } from './second-factor';

/** What a sign-in of an administrator answers with. */
interface StaffSignIn {
  outcome: 'signed in' | 'needs code' | 'wrong' | 'too late';
  /** The session's token. It is a secret: anyone who has it is signed in as the administrator. Empty if there is none. */
  session: string;
  seconds: number;
  /** WHMCS's name of the language that the administrator chose; empty if none. */
  language: string;
}

const nobody = (outcome: StaffSignIn['outcome']): StaffSignIn => ({ outcome, session: '', seconds: 0, language: '' });

/** The browser that signs in, and the session that it had before, which ends. */
interface Browser {
  browser: string;
  replaced: string;
}

/** What a password said about which administrator signs in. */
export interface StaffPasswordTried {
  /** The administrator of that name, whatever the password, for the activity log. */
  staffId: number | undefined;
  /** The hash that the password matched; undefined for a wrong one. */
  matched: string | undefined;
}

/**
 * Tries a user name and a password. An unknown name, and an administrator without a password or who is disabled, cost the
 * same comparison as a wrong password.
 *
 * @throws ApiError (too_many) for a wrong password after ten of the same name from one place, (busy)
 */
export async function tryStaffPassword(
  { passwords, read, address }: Tools,
  username: string,
  password: string,
): Promise<StaffPasswordTried> {
  const name = username.trim().toLowerCase();
  const staff = await read((db) => findStaffAccount(db, { username: name }));
  const account = staff?.disabled === false ? ({ table: 'staff', ...staff } as const) : undefined;
  const matched = await passwords.prove(adminPassword(password), account, { name, address }, { typed: password });
  return { staffId: staff?.id, matched };
}

/** Signs an administrator in, or asks for the second factor before. The password may have changed in the meantime. */
export async function signInStaff(
  context: Context,
  { staffId, matched }: StaffPasswordTried,
  browser: Browser,
): Promise<StaffSignIn> {
  const staff = staffId === undefined ? undefined : await findStaffAccount(context.db, { id: staffId });
  if (staff === undefined || staff.disabled || matched === undefined || staff.passwordHash !== matched) {
    recordAs(context, staff, 'Failed to sign in');
    return nobody('wrong');
  }
  if (await hasSecondFactor(context.db, { staffId: staff.id })) {
    recordAs(context, staff, 'Signed in with the password: waits for the second factor');
    const begun = begin(context, staff, browser, true);
    return { outcome: 'needs code', ...begun, language: '' };
  }
  recordAs(context, staff, 'Signed in with the password');
  return { outcome: 'signed in', ...begin(context, staff, browser, false) };
}

/** A session that waits for a code, and what was entered. */
export interface CodeTried {
  staffId: number;
  right: RightCode | undefined;
}

/** Checks a code before the transaction. @returns undefined if no session waits. @throws ApiError as `checkCode` does */
export async function tryStaffCode(tools: Tools, session: string, code: string): Promise<CodeTried | undefined> {
  const staffId = await tools.read((db) =>
    findWaitingStaffSession(db, hashSecret(session), tools.now, MOST_WRONG_CODES),
  );
  return staffId === undefined ? undefined : { staffId, right: await checkCode(tools, { staffId }, code) };
}

/** Lets an administrator in who has proved the second factor: a new session takes the place of the one that waited. */
export async function finishStaffSignIn(
  context: Context,
  session: string,
  tried: CodeTried | undefined,
  browser: string,
): Promise<StaffSignIn> {
  const { db } = context;
  const staff = tried && (await findStaffAccount(db, { id: tried.staffId }));
  if (tried === undefined || staff === undefined) return nobody('too late');
  if (tried.right === undefined || !(await useCode(context, tried.right))) {
    countWrongStaffCode(db, hashSecret(session));
    recordAs(context, staff, 'Wrong code of the second factor');
    return nobody('wrong');
  }
  // Other requests may have used the session, or all of its attempts, in the meantime.
  if (!(await endWaitingStaffSession(db, hashSecret(session), MOST_WRONG_CODES))) return nobody('too late');
  recordAs(context, staff, 'Signed in with the second factor');
  return { outcome: 'signed in', ...begin(context, staff, { browser, replaced: '' }, false) };
}

/** Ends an administrator's session, if it is still there. */
export async function endStaffSession(context: Context, session: string): Promise<void> {
  const staffId = await deleteStaffSession(context.db, hashSecret(session));
  if (staffId === undefined) {
    // Nothing happened that the activity log should tell.
    context.takeEntry({});
    return;
  }
  recordAs(context, await findStaffAccount(context.db, { id: staffId }), 'Signed out');
}

function begin(
  { db, address, now }: Context,
  { id, language }: StaffAccount,
  { browser, replaced }: Browser,
  awaitsCode: boolean,
): Omit<StaffSignIn, 'outcome'> {
  const session = drawToken();
  const seconds = awaitsCode ? WAITING_SECONDS : SESSION_SECONDS.password;
  if (replaced !== '') dropStaffSession(db, hashSecret(replaced));
  insertStaffSession(db, {
    ...{ hash: hashSecret(session), staffId: id, address, browser, awaitsCode, now },
    expiresAt: new Date(now.getTime() + seconds * 1000),
  });
  return { session, seconds, language };
}

/** Writes the entry of the activity log in the administrator's name: who signs in is nobody before, and known after. */
function recordAs(context: Context, staff: StaffAccount | undefined, description: string): void {
  if (staff === undefined) {
    context.record({ description });
    return;
  }
  const entry = context.takeEntry({ description });
  insertActivity(context.db, {
    ...entry,
    ...{ caller: `staff:${staff.id}`, username: staff.username, staffId: staff.id },
  });
}
