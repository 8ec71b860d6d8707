import { action } from '../src/action';
import { invalid } from '../src/errors';
import type { UpdateUserPermissions } from '../src/generated/UpdateUserPermissions';
import { membershipOf, readPermissions, setPermissions } from '../src/people/memberships';

export default action<UpdateUserPermissions>(async (params, context) => {
  const membership = await membershipOf(context.db, params, 'hold');
  if (membership.isOwner) throw invalid('Permissions cannot be set on a client owner');
  const permissions = readPermissions(params.permissions);
  if (permissions.length === 0) throw invalid('Missing permissions definition');
  setPermissions(context, params, membership.permissions, permissions);
  return {};
});
