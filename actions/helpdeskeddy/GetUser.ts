import { action } from '../../src/calls/action';
import { kindOf, noUser, presentUser } from '../../src/dialects/helpdeskeddy/users';
import type { HelpdeskeddyGetUser } from '../../src/generated/helpdeskeddy/GetUser';
import { findAccount } from '../../src/store/people/accounts';

export default action<HelpdeskeddyGetUser>(async ({ id, type }, { db, caller }) => {
  const kind = kindOf(type);
  if (caller.clientId !== null && (kind === 'staff' || id !== caller.clientId)) throw noUser(id);
  const account = await findAccount(db, kind, id);
  if (account === undefined) throw noUser(id);
  return { data: presentUser(kind, account) };
});
