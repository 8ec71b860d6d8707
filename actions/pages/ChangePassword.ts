import { action } from '../../src/calls/action';
import { signedInUser } from '../../src/dialects/pages/signed-in';
import { invalid } from '../../src/errors';
import type { PagesChangePassword } from '../../src/generated/pages/ChangePassword';
import { checkPresentPassword, hashChosenPassword } from '../../src/people/sign-in';
import { changePassword } from '../../src/people/users';

export default action(
  async ({ present_password, password, password_again }: PagesChangePassword, tools) => {
    await checkPresentPassword(tools, signedInUser(tools.caller).userId, present_password);
    return hashChosenPassword(tools, password, password_again);
  },
  async (_params, context, passwordHash) => {
    const { id, userId } = signedInUser(context.caller);
    // The user was deleted in the meantime.
    if (!(await changePassword(context, userId, passwordHash, id))) throw invalid('This is not your present password');
    return {};
  },
);
