import type { Context } from '../../calls/action';
import { type ApiError, invalid, notFound } from '../../errors';
import {
  type Account,
  type ClientFieldValue,
  findAccount,
  listFieldValuesOfClients,
} from '../../store/people/accounts';
import { type ClientStatus, isClientEmailTaken } from '../../store/people/clients';
import { lockClientEmail } from '../../store/people/people';
import { isEmail } from '../../tickets/authors';
import { refuseBlockedSender } from '../../tickets/spam';
import { presentField } from './fields';
import { clientGroup, staffGroup } from './groups';
import { readUserId, userId } from './people';

/** Shows clients and staff, in the order given. Clients see neither their group nor the fields for staff. */
export async function presentUsers(context: Context, accounts: Account[]) {
  const clientIds = accounts.filter(({ kind }) => kind === 'client').map(({ id }) => id);
  const values = clientIds.length === 0 ? [] : await listFieldValuesOfClients(context.db, clientIds);
  const isForStaff = context.caller.clientId === null;
  const visible = values.filter(({ staffOnly }) => isForStaff || !staffOnly);
  return accounts.map((account) =>
    present(
      account,
      visible.filter(({ clientId }) => account.kind === 'client' && account.id === clientId),
      isForStaff,
    ),
  );
}

/** Shows one client or member of staff. */
export async function presentUser(context: Context, account: Account) {
  const [shown] = await presentUsers(context, [account]);
  if (shown === undefined) throw new Error('presentUsers returned no user');
  return shown;
}

/** The value of members that our desk has nothing for. */
const NOTHING = '';

const present = (account: Account, values: ClientFieldValue[], isForStaff: boolean) => ({
  id: userId(account),
  date_created: account.createdAt,
  date_updated: account.updatedAt,
  name: account.firstName,
  lastname: account.lastName,
  alias: NOTHING,
  email: account.email,
  phone: account.phone,
  skype: NOTHING,
  website: NOTHING,
  organization: account.company,
  status: account.status,
  language: account.language,
  notifications: account.isNotified ? 1 : 0,
  group: account.kind === 'staff' ? staffGroup() : clientGroup(isForStaff ? groupOf(account) : undefined),
  ldap_username: NOTHING,
  user_status: account.isOnline ? 'online' : 'offline',
  department: account.departmentIds,
  custom_fields: values.map(presentField),
});

const groupOf = ({ groupId, groupName }: Account) => (groupId === null ? undefined : { id: groupId, name: groupName });

/** The refusal for a missing user, and for one whom the caller may not see. */
export const noUser = (id: number): ApiError => notFound(`User with id {${id}} not found`);

/**
 * Reads the id of a client whom a call changes.
 *
 * @throws ApiError (not_found) `User with id {5} not found`; (invalid) `User with id {1000000002} is a member of staff,
 *   whom this API does not change`
 */
export async function readClientId({ db, now }: Context, id: number): Promise<number> {
  const named = readUserId(id);
  if ((await findAccount(db, named, now)) === undefined) throw noUser(id);
  if (named.kind === 'staff') throw invalid(`User with id {${id}} is a member of staff, whom this API does not change`);
  return named.id;
}

/**
 * Reads the e-mail address of a client, and locks it until the transaction ends.
 *
 * @param exceptId the client who is being changed, if any
 * @throws ApiError (invalid) `Parameter "email" must be an e-mail address`; `The sender is blocked`; `Parameter "email"
 *   is the e-mail address of another user`
 */
export async function readUserEmail({ db }: Context, email: string, exceptId = 0): Promise<string> {
  if (!isEmail(email)) throw invalid('Parameter "email" must be an e-mail address');
  const address = email.trim();
  await refuseBlockedSender(db, address);
  await lockClientEmail(db, address);
  if (await isClientEmailTaken(db, address, exceptId)) {
    throw invalid('Parameter "email" is the e-mail address of another user');
  }
  return address;
}

/** The statuses of this API by those of the desk, which has one status for everybody without a way in. */
const STATUSES = {
  active: 'Active',
  inactive: 'Inactive',
  disabled: 'Closed',
  fired: 'Closed',
} satisfies Record<string, ClientStatus>;

type UserStatus = keyof typeof STATUSES;

const isStatus = (text: string): text is UserStatus => Object.hasOwn(STATUSES, text);

/**
 * Reads a status. One that does not exist is ignored and reported, because the published samples send one.
 *
 * @param isAll whether the call says nothing else, so that ignoring the status would ignore the call
 * @throws ApiError (invalid) `Parameter "status" must be one of active, inactive, disabled, fired`
 */
export function readStatus(context: Context, sent = '', isAll = false): UserStatus | undefined {
  const status = sent.trim().toLowerCase();
  if (status === '') return undefined;
  if (isStatus(status)) return status;
  if (isAll) throw invalid(`Parameter "status" must be one of ${Object.keys(STATUSES).join(', ')}`);
  context.ignore('status', 'unknown');
  return undefined;
}

/** Whether a status closes the account. That is more than a column, because every way in must end. */
export const isClosing = (status: UserStatus | undefined): boolean =>
  status !== undefined && STATUSES[status] === 'Closed';

/** What calls say about a user, besides the address, the preferences and the custom fields. */
interface UserParameters {
  name?: string;
  lastname?: string;
  phone?: string;
  organization?: string;
  language?: string;
}

/** The columns of a client for what a call says. */
export const columnsOf = (params: UserParameters, status: UserStatus | undefined) => ({
  firstName: params.name?.trim(),
  lastName: params.lastname?.trim(),
  company: params.organization?.trim(),
  phone: params.phone?.trim(),
  language: params.language?.trim(),
  status: status === undefined || isClosing(status) ? undefined : STATUSES[status],
});
