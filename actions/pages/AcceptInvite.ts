import { action } from '../../src/calls/action';
import { invalid } from '../../src/errors';
import type { PagesAcceptInvite } from '../../src/generated/pages/AcceptInvite';
import { type Accepting, acceptInvite, inviteOf, WRONG_PASSWORD } from '../../src/people/memberships';
import { hashChosenPassword, proveUser } from '../../src/people/sign-in';

export default action(
  async (params: PagesAcceptInvite, tools): Promise<Accepting> => {
    const { email, isUser } = await tools.read((db) => inviteOf(db, params.token, tools.now));
    if (isUser) {
      const user = await proveUser(tools, email, params.password);
      if (user === undefined) throw invalid(WRONG_PASSWORD);
      return { user };
    }
    const { firstname: firstName, lastname: lastName } = params;
    if (firstName === undefined) throw invalid('You did not enter a first name');
    if (lastName === undefined) throw invalid('You did not enter a last name');
    const passwordHash = await hashChosenPassword(tools, params.password, params.password_again);
    return { firstName, lastName, passwordHash };
  },
  async ({ token }, context, accepting) => ({ client_name: await acceptInvite(context, token, accepting) }),
);
