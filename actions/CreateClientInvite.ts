import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { CreateClientInvite } from '../src/generated/CreateClientInvite';
import { inviteMember, readPermissions } from '../src/people/memberships';
import { readUserEmail } from '../src/people/users';
import { findClientCorrespondent } from '../src/store/people/correspondents';

export default action<CreateClientInvite>(async (params, context) => {
  const client = await findClientCorrespondent(context.db, params.client_id);
  if (client === undefined) throw notFound('Invalid client id');
  const email = readUserEmail(params.email);
  const permissions = readPermissions(params.permissions);
  if (permissions.length === 0) throw invalid('User permissions are required');
  await inviteMember(context, client, email, permissions);
  return {};
});
