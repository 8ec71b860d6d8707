import type { Context } from '../action';
import { invalid, notFound } from '../errors';
import { sendTemplate } from '../mail/send';
import { drawToken, hashSecret } from '../secrets';
import type { ClientCorrespondent } from '../store/correspondents';
import { insertInvite } from '../store/invites';
import { deleteMembership, findMembership, hasMember, type Membership, updatePermissions } from '../store/users';
import { PERMISSIONS } from './permissions';

const DAY_MS = 86_400_000;
const INVITE_MS = 7 * DAY_MS;

/** A user and the client to whose account they belong. */
export interface Member {
  userId: number;
  clientId: number;
}

/**
 * A user's part in a client's account.
 *
 * @param hold `hold` where it is about to change.
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
 * Reads a comma list of permissions: in any letter case, in the published order, each once.
 *
 * @returns an empty list where there is nothing between the commas.
 * @throws ApiError (invalid) `Invalid permissions: <those that there are not>`.
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

/** Says what a user who is no owner may do with a client's account. */
export function setPermissions(
  { db, record }: Context,
  { userId, clientId }: Member,
  before: string[],
  permissions: string[],
): void {
  updatePermissions(db, userId, clientId, permissions);
  record({ userId, clientId, changes: { permissions: [before, permissions] } });
}

/** Takes a user out of a client's account. What they wrote in tickets stays theirs. */
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
 * Invites somebody to a client's account with a link that is good for seven days. The mail is in nobody's list of mails,
 * because whoever has the link may use it.
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
      invite_url: `${desk.publicUrl}/invite/${token}`,
    },
  );
  record({ clientId: client.id, changes: { invited: [null, email], permissions: [null, permissions] } });
}
