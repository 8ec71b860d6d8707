import type { Context } from '../../calls/action';
import { type ApiError, notFound } from '../../errors';
import { type Account, type ClientFieldValue, listFieldValuesOfClients } from '../../store/people/accounts';
import { presentField } from './fields';
import { clientGroup, staffGroup } from './groups';
import { userId } from './people';

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
