import { action } from '../src/calls/action';
import type { AddUser } from '../src/generated/AddUser';
import { addUser, readUserEmail } from '../src/people/users';

export default action(
  async ({ email, password2 }: AddUser, { passwords }) => ({
    email: readUserEmail(email),
    passwordHash: await passwords.hash(password2),
  }),
  async ({ firstname, lastname, language = '' }, context, { email, passwordHash }) => {
    const user = { firstName: firstname, lastName: lastname, email, language, passwordHash };
    const user_id = await addUser(context, user);
    context.record({ userId: user_id, changes: { email: [null, email] } });
    return { user_id };
  },
);
