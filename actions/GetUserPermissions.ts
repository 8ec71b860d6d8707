import { action } from '../src/calls/action';
import type { GetUserPermissions } from '../src/generated/GetUserPermissions';
import { membershipOf } from '../src/people/memberships';
import { PERMISSIONS } from '../src/people/permissions';

export default action<GetUserPermissions>(async (params, { db }) => {
  const { isOwner, permissions } = await membershipOf(db, { userId: params.user_id, clientId: params.client_id });
  return { permissions: { permission: PERMISSIONS.filter((name) => isOwner || permissions.includes(name)) } };
});
