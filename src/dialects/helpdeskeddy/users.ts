import { type ApiError, notFound } from '../../errors';
import type { Account, AccountKind } from '../../store/people/accounts';

/** What this API calls clients and staff: `group.type` is what its callers tell them by. */
export type UserType = 'user' | 'staff';

export const kindOf = (type: UserType | undefined): AccountKind => (type === 'staff' ? 'staff' : 'client');

const GROUPS = {
  staff: { id: 1, type: 'staff', name: 'Staff' },
  client: { id: 2, type: 'user', name: 'Clients' },
} as const;

/** A client or a member of staff as this API shows people. */
export const presentUser = (kind: AccountKind, account: Account) => ({
  id: account.id,
  date_created: account.createdAt,
  name: account.firstName,
  lastname: account.lastName,
  email: account.email,
  phone: account.phone,
  group: GROUPS[kind],
});

/** The same for somebody whom the caller may not see as for nobody. */
export const noUser = (id: number): ApiError => notFound(`User with id {${id}} not found`);
