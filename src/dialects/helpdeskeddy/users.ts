import { type ApiError, notFound } from '../../errors';
import type { Account, AccountKind } from '../../store/people/accounts';
import { userId } from './people';

/** This API's names for clients and staff. Callers distinguish them by `group.type`. */
type UserType = 'user' | 'staff';

export const kindOf = (type: UserType | undefined): AccountKind => (type === 'staff' ? 'staff' : 'client');

const GROUPS = {
  staff: { id: 1, type: 'staff', name: 'Staff' },
  client: { id: 2, type: 'user', name: 'Clients' },
} as const;

/** Shows a client or a member of staff. */
export const presentUser = (kind: AccountKind, account: Account) => ({
  id: userId({ kind, id: account.id }),
  date_created: account.createdAt,
  name: account.firstName,
  lastname: account.lastName,
  email: account.email,
  phone: account.phone,
  group: GROUPS[kind],
});

/** The refusal for a missing user, and for one whom the caller may not see. */
export const noUser = (id: number): ApiError => notFound(`User with id {${id}} not found`);
