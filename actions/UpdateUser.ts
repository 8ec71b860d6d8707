import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateUser } from '../src/generated/UpdateUser';
import { changePassword, changeUser, readUserEmail } from '../src/people/users';
import { rowExists } from '../src/store/rows';

export default action(
  async ({ password2 }: UpdateUser, { passwords }) =>
    password2 === undefined ? undefined : await passwords.hash(password2),
  async ({ user_id, firstname, lastname, email, language }, context, passwordHash) => {
    const unknown = notFound('Invalid User ID requested');
    if (!(await rowExists(context.db, 'users', user_id))) throw unknown;
    const address = email === undefined ? undefined : readUserEmail(email);
    const columns = {
      ...(firstname !== undefined && { firstName: firstname }),
      ...(lastname !== undefined && { lastName: lastname }),
      ...(address !== undefined && { email: address }),
      ...(language !== undefined && { language }),
    };
    const isChanged = Object.keys(columns).length > 0;
    if (!isChanged && passwordHash === undefined) {
      throw invalid('One of `email`, `firstname`, `lastname`, or `language` is required');
    }
    if (isChanged && !(await changeUser(context, user_id, columns))) throw unknown;
    if (passwordHash !== undefined && !(await changePassword(context, user_id, passwordHash))) throw unknown;
    return { user_id };
  },
);
