import { action } from '../src/calls/action';
import type { AddUser } from '../src/generated/AddUser';
import { addUser, readUserEmail } from '../src/people/users';

export default action(
  async (params: AddUser, { passwords }) => {
    const email = readUserEmail(params.email);
    const passwordHash = await passwords.hash(params.password2);
    return { email, passwordHash };
  },
  async ({ firstname, lastname, language = '' }, context, { email, passwordHash }) => {
    const user = { firstName: firstname, lastName: lastname, email, language, passwordHash };
    const user_id = await addUser(context, user);
    context.record({ userId: user_id, changes: { email: [null, email] } });
    return { user_id };
  },
);
