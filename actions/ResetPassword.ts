import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { ResetPassword } from '../src/generated/ResetPassword';
import { startPasswordReset } from '../src/people/users';
import { findUser } from '../src/store/people/users';
import { isEmail } from '../src/tickets/authors';

export default action<ResetPassword>(async ({ id, email }, context) => {
  if (email !== undefined && !isEmail(email)) throw invalid('Please provide a valid email address');
  if (id === undefined && email === undefined) throw invalid('Please enter the email address or provide the id');
  const user = await findUser(context.db, id === undefined ? { email: (email ?? '').trim() } : { id });
  if (user === undefined) throw notFound('User Not Found');
  await startPasswordReset(context, user);
  return {};
});
