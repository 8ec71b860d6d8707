import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { RemoveSecondFactor } from '../src/generated/RemoveSecondFactor';
import { removeLostFactor } from '../src/people/second-factor';
import { findUser } from '../src/store/people/users';

export default action<RemoveSecondFactor>(async ({ user_id, email }, context) => {
  if (user_id === undefined && email === undefined) throw invalid('Please enter the email address or provide the id');
  const user = await findUser(context.db, user_id === undefined ? { email: (email ?? '').trim() } : { id: user_id });
  if (user === undefined) throw notFound('User Not Found');
  if (!(await removeLostFactor(context, { userId: user.id }))) throw invalid('The user has no second factor');
  context.record({ userId: user.id });
  return { user_id: user.id };
});
