import { action } from '../src/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateUser } from '../src/generated/UpdateUser';
import { changePassword, changeUser, readUserEmail } from '../src/people/users';
import { rowExists } from '../src/store/rows';

export default action(
  async ({ password2 }: UpdateUser, { passwords }) =>
    password2 === undefined ? undefined : await passwords.hash(password2),
  async ({ user_id, firstname, lastname, email, language }, context, passwordHash) => {
    if (!(await rowExists(context.db, 'users', user_id))) throw notFound('Invalid User ID requested');
    const details = [firstname, lastname, email, language].filter((value) => value !== undefined);
    if (details.length === 0 && passwordHash === undefined) {
      throw invalid('One of `email`, `firstname`, `lastname`, or `language` is required');
    }
    if (details.length > 0) {
      const columns = {
        ...(firstname !== undefined && { first_name: firstname }),
        ...(lastname !== undefined && { last_name: lastname }),
        ...(email !== undefined && { email: readUserEmail(email) }),
        ...(language !== undefined && { language }),
      };
      if (!(await changeUser(context, user_id, columns))) throw notFound('Invalid User ID requested');
    }
    if (passwordHash !== undefined) await changePassword(context, user_id, passwordHash);
    return { user_id };
  },
);
