import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { UpdateUserPermissions } from '../src/generated/UpdateUserPermissions';
import { membershipOf, readPermissions, setPermissions } from '../src/people/memberships';

export default action<UpdateUserPermissions>(async (params, context) => {
  const member = { userId: params.user_id, clientId: params.client_id };
  const membership = await membershipOf(context.db, member, 'hold');
  if (membership.isOwner) throw invalid('Permissions cannot be set on a client owner');
  const permissions = readPermissions(params.permissions);
  if (permissions.length === 0) throw invalid('Missing permissions definition');
  setPermissions(context, member, membership.permissions, permissions);
  return {};
});
