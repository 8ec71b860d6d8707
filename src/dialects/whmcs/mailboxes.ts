import { checkMayGiveDepartments, departmentsOf } from '../../access/assignments';
import type { Context } from '../../calls/action';
import { invalid, notFound } from '../../errors';
import { type MailboxSecret, openSecret, sealSecret } from '../../inbound/ways/secrets';
import { holdDepartment } from '../../store/desk/departments';
import {
  type AfterTaking,
  holdMailbox,
  type MailboxColumns,
  type MailboxRow,
  type TlsMode,
} from '../../store/inbound/mailboxes';
import { checkEmail, isEmail } from '../../tickets/authors';

/** What a call says about a mailbox. */
interface Sent {
  name?: string;
  host?: string;
  port?: number;
  tls?: TlsMode;
  username?: string;
  password?: string;
  clientid?: string;
  clientsecret?: string;
  refreshtoken?: string;
  tokenurl?: string;
  folder?: string;
  address?: string;
  deptid?: number;
  taken?: AfterTaking;
  moveto?: string;
  enabled?: boolean;
  pollseconds?: number;
}

const trimmed = (text: string | undefined): string | undefined => text?.trim();

/**
 * Reads what a call says about a mailbox; what it leaves out stays as it was.
 *
 * @param id of the mailbox, which its sealed secret names
 * @throws ApiError (invalid) `Email Address Invalid`; `A password is required, or a client ID, a refresh token and a token
 *   URL`; `A folder to move taken mail to is required`; (not_found) `Department ID Not Found`; (forbidden) `You may not
 *   give access to departments that you do not work in`; what `key.seal` refuses
 */
export async function readMailbox(
  context: Context,
  id: number,
  sent: Sent,
  before?: MailboxColumns,
): Promise<MailboxColumns> {
  const tls = sent.tls ?? before?.tls ?? 'tls';
  const username = trimmed(sent.username) ?? before?.username ?? '';
  const address = trimmed(sent.address) ?? before?.address ?? (isEmail(username) ? username : '');
  if (address !== '') checkEmail(address);
  const signIn = readSignIn(context, id, sent, before);
  const taken = sent.taken ?? before?.taken ?? 'seen';
  const moveTo = trimmed(sent.moveto) ?? before?.moveTo ?? '';
  if (taken === 'move' && moveTo === '') throw invalid('A folder to move taken mail to is required');
  const departmentId = await readDepartment(context, sent.deptid, before);
  return {
    ...{ tls, username, address, taken, moveTo, departmentId },
    ...{ auth: signIn.auth, oauthClientId: signIn.oauthClientId, oauthTokenUrl: signIn.oauthTokenUrl },
    secret:
      signIn.secret === undefined
        ? (before?.secret ?? '')
        : await sealSecret(context.key, context.db, id, signIn.secret),
    name: trimmed(sent.name) || before?.name || username,
    host: trimmed(sent.host) ?? before?.host ?? '',
    port: sent.port ?? before?.port ?? (tls === 'tls' ? 993 : 143),
    folder: trimmed(sent.folder) || before?.folder || 'INBOX',
    enabled: sent.enabled ?? before?.enabled ?? true,
    pollSeconds: sent.pollseconds ?? before?.pollSeconds ?? 60,
  };
}

type SignIn = Pick<MailboxColumns, 'auth' | 'oauthClientId' | 'oauthTokenUrl'>;

/** @returns without a secret if it stays as it was */
function readSignIn(
  { key }: Context,
  id: number,
  sent: Sent,
  before: MailboxColumns | undefined,
): SignIn & { secret?: MailboxSecret } {
  if (sent.password !== undefined && sent.password !== '') {
    return { auth: 'password', oauthClientId: '', oauthTokenUrl: '', secret: { password: sent.password } };
  }
  const says = [sent.clientid, sent.clientsecret, sent.refreshtoken, sent.tokenurl].some((text) => text !== undefined);
  // What was meant for one server must not be shown to another.
  const isElsewhere = sent.host !== undefined && before !== undefined && sent.host.trim() !== before.host;
  if (!says && before !== undefined && !isElsewhere) {
    return { auth: before.auth, oauthClientId: before.oauthClientId, oauthTokenUrl: before.oauthTokenUrl };
  }
  const old = before?.auth === 'oauth2' ? openSecret(key, id, before.secret) : undefined;
  const oauthClientId = trimmed(sent.clientid) ?? before?.oauthClientId ?? '';
  const oauthTokenUrl = trimmed(sent.tokenurl) ?? before?.oauthTokenUrl ?? '';
  const refreshToken = trimmed(sent.refreshtoken) || old?.refreshToken || '';
  const clientSecret = trimmed(sent.clientsecret) ?? old?.clientSecret ?? '';
  if (oauthClientId === '' || refreshToken === '' || oauthTokenUrl === '') {
    throw invalid('A password is required, or a client ID, a refresh token and a token URL');
  }
  return { auth: 'oauth2', oauthClientId, oauthTokenUrl, secret: { clientSecret, refreshToken } };
}

async function readDepartment(
  { db, caller }: Context,
  sent: number | undefined,
  before: MailboxColumns | undefined,
): Promise<number | null> {
  const id = sent === undefined ? (before?.departmentId ?? null) : sent === 0 ? null : sent;
  if (id !== null && (await holdDepartment(db, id)) === undefined) throw notFound('Department ID Not Found');
  // Mail whose addresses decide could be anybody's.
  checkMayGiveDepartments(caller, departmentsOf(id === null ? [] : [id]));
  return id;
}

/**
 * Reads a mailbox that the call may change, and locks it.
 *
 * @throws ApiError (not_found) `Mailbox ID Not Found`, also if it belongs to a department that the caller does not work in
 */
export async function holdOwnMailbox({ db, caller }: Context, id: number): Promise<MailboxRow> {
  const box = await holdMailbox(db, id);
  if (box === undefined || !isOwnMailbox(caller.departmentIds, box)) throw notFound('Mailbox ID Not Found');
  return box;
}

/** Whether somebody who works in these departments may see a mailbox. */
export const isOwnMailbox = (
  own: readonly number[] | null,
  { departmentId }: Pick<MailboxRow, 'departmentId'>,
): boolean => own === null || (departmentId !== null && own.includes(departmentId));

/** How fetching goes, in one word. */
const stateOf = ({ enabled, failingSince, lastSuccessAt }: MailboxRow): string => {
  if (!enabled) return 'disabled';
  if (failingSince !== null) return 'failing';
  return lastSuccessAt === null ? 'new' : 'working';
};

/** A mailbox as answers show it: without what is secret. */
export const presentMailbox = (box: MailboxRow) => ({
  ...{ id: box.id, name: box.name, address: box.address, host: box.host, port: box.port, tls: box.tls },
  ...{ username: box.username, auth: box.auth, clientid: box.oauthClientId, tokenurl: box.oauthTokenUrl },
  ...{ folder: box.folder, deptid: box.departmentId ?? 0, taken: box.taken, moveto: box.moveTo },
  ...{ enabled: box.enabled, pollseconds: box.pollSeconds, state: stateOf(box) },
  ...{ lastsuccess: box.lastSuccessAt, lasterror: box.lastError, failingsince: box.failingSince },
  ...{ created: box.createdAt, updated: box.updatedAt },
});
