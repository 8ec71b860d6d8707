import { action } from '../../src/calls/action';
import { readStaffId, readUserId } from '../../src/dialects/helpdeskeddy/people';
import { noUser, presentUser } from '../../src/dialects/helpdeskeddy/users';
import type { HelpdeskeddyGetUser } from '../../src/generated/helpdeskeddy/GetUser';
import { findAccount } from '../../src/store/people/accounts';

export default action<HelpdeskeddyGetUser>(async ({ id, type }, { db, caller }) => {
  const { kind, id: ownId } = type === 'staff' ? { kind: type, id: readStaffId(id) } : readUserId(id);
  if (type === 'user' && kind === 'staff') throw noUser(id);
  if (caller.clientId !== null && (kind === 'staff' || ownId !== caller.clientId)) throw noUser(id);
  const account = await findAccount(db, kind, ownId);
  if (account === undefined) throw noUser(id);
  return { data: presentUser(kind, account) };
});
