import { action } from '../../src/calls/action';
import { readStaffId, readUserId } from '../../src/dialects/helpdeskeddy/people';
import { noUser, presentUser } from '../../src/dialects/helpdeskeddy/users';
import type { HelpdeskeddyGetUser } from '../../src/generated/helpdeskeddy/GetUser';
import { findAccount } from '../../src/store/people/accounts';

export default action<HelpdeskeddyGetUser>(async ({ id, type }, context) => {
  const { db, caller, now } = context;
  const wanted = type === 'staff' ? { kind: type, id: readStaffId(id) } : readUserId(id);
  if (type === 'user' && wanted.kind === 'staff') throw noUser(id);
  if (caller.clientId !== null && (wanted.kind === 'staff' || wanted.id !== caller.clientId)) throw noUser(id);
  const account = await findAccount(db, wanted, now);
  if (account === undefined) throw noUser(id);
  return { data: await presentUser(context, account) };
});
