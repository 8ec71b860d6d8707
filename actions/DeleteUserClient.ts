import { action } from '../src/action';
import { invalid } from '../src/errors';
import type { DeleteUserClient } from '../src/generated/DeleteUserClient';
import { membershipOf, removeMember } from '../src/people/memberships';

export default action<DeleteUserClient>(async (params, context) => {
  const membership = await membershipOf(context.db, params, 'hold');
  if (membership.isOwner) throw invalid('You cannot remove the account owner');
  removeMember(context, params, membership);
  return {};
});
