import { action } from '../../src/calls/action';
import type { PagesGetInvite } from '../../src/generated/pages/GetInvite';
import { inviteOf } from '../../src/people/memberships';

export default action<PagesGetInvite>(async ({ token }, { db, now }) => {
  const { clientName, email, isUser } = await inviteOf(db, token, now);
  return { client_name: clientName, email, is_user: isUser };
});
