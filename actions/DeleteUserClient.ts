import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { DeleteUserClient } from '../src/generated/DeleteUserClient';
import { membershipOf, removeMember } from '../src/people/memberships';

export default action<DeleteUserClient>(async (params, context) => {
  const member = { userId: params.user_id, clientId: params.client_id };
  const membership = await membershipOf(context.db, member, 'hold');
  if (membership.isOwner) throw invalid('You cannot remove the account owner');
  removeMember(context, member, membership);
  return {};
});
