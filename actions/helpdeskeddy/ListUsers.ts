import { action } from '../../src/calls/action';
import { pagination, rowsOf } from '../../src/dialects/helpdeskeddy/paging';
import { kindOf, presentUser } from '../../src/dialects/helpdeskeddy/users';
import type { HelpdeskeddyListUsers } from '../../src/generated/helpdeskeddy/ListUsers';
import { listAccounts } from '../../src/store/people/accounts';

export default action<HelpdeskeddyListUsers>(async ({ page, search = '', type }, { db, caller }) => {
  const kind = kindOf(type);
  if (caller.clientId !== null && kind === 'staff') return { data: [], pagination: pagination(0, page) };
  const filter = { id: caller.clientId, search: search.trim(), ...rowsOf(page) };
  const { accounts, total } = await listAccounts(db, kind, filter);
  return { data: accounts.map((account) => presentUser(kind, account)), pagination: pagination(total, page) };
});
