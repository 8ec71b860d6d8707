import { action } from '../../src/calls/action';
import type { PagesChoosePassword } from '../../src/generated/pages/ChoosePassword';
import { hashChosenPassword } from '../../src/people/sign-in';
import { checkPasswordReset, finishPasswordReset } from '../../src/people/users';

export default action(
  async ({ token, password, password_again }: PagesChoosePassword, tools) => {
    // Hashing is expensive, so an invalid link is refused before it.
    await tools.read((db) => checkPasswordReset(db, token, tools.now));
    return hashChosenPassword(tools, password, password_again);
  },
  async ({ token }, context, passwordHash) => {
    await finishPasswordReset(context, token, passwordHash);
    return {};
  },
);
