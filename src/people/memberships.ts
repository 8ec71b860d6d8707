import { drawToken, hashSecret } from '../access/secrets';
import type { Context } from '../calls/action';
import { ADDRESSES } from '../config/addresses';
import { invalid, notFound } from '../errors';
import { sendTemplate } from '../mail/send';
import type { ClientCorrespondent } from '../store/people/correspondents';
import { findInvite, type Invite, insertInvite, markInviteAccepted } from '../store/people/invites';
import {
  deleteMembership,
  findMembership,
  hasMember,
  insertMembership,
  type Membership,
  noteSignIn,
  updatePermissions,
} from '../store/people/users';
import { PERMISSIONS } from './permissions';
import type { ProvedUser } from './sign-in';
import { addUser } from './users';

const DAY_MS = 86_400_000;
const INVITE_MS = 7 * DAY_MS;

/** A user and the client to whose account they belong. */
interface Member {
  userId: number;
  clientId: number;
}

/**
 * Finds a user's membership in a client's account.
 *
 * @param hold locks the membership before a change.
 * @throws ApiError (not_found) `Invalid user id`, `Invalid client id`; (invalid) `User is not associated with client`.
 */
export async function membershipOf(
  db: Context['db'],
  { userId, clientId }: Member,
  hold?: 'hold',
): Promise<Membership> {
  const found = await findMembership(db, userId, clientId, hold !== undefined);
  if (!found.userExists) throw notFound('Invalid user id');
  if (!found.clientExists) throw notFound('Invalid client id');
  if (found.membership === undefined) throw invalid('User is not associated with client');
  return found.membership;
}

/**
 * Reads a comma-separated list of permissions, in any letter case.
 *
 * @returns each permission once, in the published order; nothing if there is nothing between the commas.
 * @throws ApiError (invalid) `Invalid permissions: <the unknown ones>`.
 */
export function readPermissions(list: string): string[] {
  const names = list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const known: readonly string[] = PERMISSIONS;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw invalid(`Invalid permissions: ${[...new Set(unknown)].join(', ')}`);
  return known.filter((name) => names.includes(name));
}

/** Sets what a user who is not the owner may do with a client's account. */
export function setPermissions(
  { db, record }: Context,
  { userId, clientId }: Member,
  before: string[],
  permissions: string[],
): void {
  updatePermissions(db, userId, clientId, permissions);
  record({ userId, clientId, changes: { permissions: [before, permissions] } });
}

/** Removes a user from a client's account. What they wrote in tickets stays theirs. */
export function removeMember(
  { db, record, forget }: Context,
  { userId, clientId }: Member,
  { permissions }: Membership,
): void {
  deleteMembership(db, userId, clientId);
  forget();
  record({ userId, clientId, changes: { permissions: [permissions, null] } });
}

/**
 * Invites somebody to a client's account with a link that works for seven days. No list of mails shows this mail,
 * because anybody who has the link can use it.
 *
 * @throws ApiError (invalid) `User already associated with client`, and what sending refuses.
 */
export async function inviteMember(
  context: Context,
  client: ClientCorrespondent,
  email: string,
  permissions: string[],
): Promise<void> {
  const { db, now, desk, record } = context;
  if (await hasMember(db, client.id, email)) throw invalid('User already associated with client');
  const token = drawToken();
  const expiresAt = new Date(now.getTime() + INVITE_MS);
  insertInvite(db, { clientId: client.id, email, permissions, tokenHash: hashSecret(token), expiresAt, now });
  await sendTemplate(
    context,
    'Account Access Invitation',
    client.language,
    { name: '', address: email },
    {
      client_name: client.name,
      invite_url: `${desk.publicUrl}${ADDRESSES.invite}${token}`,
    },
  );
  record({ clientId: client.id, changes: { invited: [null, email], permissions: [null, permissions] } });
}

const noInvite = () => notFound('Invitation Not Found');

/**
 * Finds the invitation of a link from {@link inviteMember}, without using it up.
 *
 * @throws ApiError (not_found) `Invitation Not Found` if it was accepted or withdrawn, has expired or never existed, if
 * its client is closed, or if the address belongs to the client already.
 */
export async function inviteOf(db: Context['db'], token: string, now: Date, hold?: 'hold'): Promise<Invite> {
  const invite = await findInvite(db, hashSecret(token), now, hold);
  if (invite === undefined) throw noInvite();
  return invite;
}

/** The refusal of an invitation that a user accepts with a wrong password. */
export const WRONG_PASSWORD = 'This is not the password of the user with that email address';

/** Who accepts an invitation: the user with its address, who proved their password, or a new user. */
export type Accepting = { user: ProvedUser } | { firstName: string; lastName: string; passwordHash: string };

/**
 * Makes somebody a member of the client who invited them, and uses the invitation up. Of two calls at once, one
 * succeeds. Proving a password for it counts as a sign-in. Emits `UserAdd` for a new user.
 *
 * @returns the client's name.
 * @throws ApiError (not_found) as {@link inviteOf} does; (invalid) `A user already exists with that email address` for
 * a new user, and {@link WRONG_PASSWORD} if the password has changed since it was proved.
 */
export async function acceptInvite(context: Context, token: string, accepting: Accepting): Promise<string> {
  const { db, now, record } = context;
  const { clientId, clientName, email, permissions } = await inviteOf(db, token, now, 'hold');
  if (!(await markInviteAccepted(db, hashSecret(token), now))) throw noInvite();
  const userId =
    'user' in accepting ? await signInUser(context, accepting.user) : await addInvitedUser(context, email, accepting);
  if (!(await insertMembership(db, userId, clientId, permissions, now))) throw noInvite();
  record({ userId, clientId, changes: { permissions: [null, permissions] } });
  return clientName;
}

async function signInUser({ db, address, now }: Context, user: ProvedUser): Promise<number> {
  if (!(await noteSignIn(db, user, address, now))) throw invalid(WRONG_PASSWORD);
  return user.id;
}

async function addInvitedUser(
  context: Context,
  email: string,
  person: Exclude<Accepting, { user: ProvedUser }>,
): Promise<number> {
  context.record({ changes: { email: [null, email] } });
  return addUser(context, { ...person, email, language: '' });
}
