import { action } from '../../src/calls/action';
import { signedInUser } from '../../src/dialects/pages/signed-in';
import type { PagesGetTotp } from '../../src/generated/pages/GetTotp';
import { findEnrolment } from '../../src/people/second-factor';
import { findUser } from '../../src/store/people/users';

export default action<PagesGetTotp>(async (_params, context) => {
  const { userId } = signedInUser(context.caller);
  const user = await findUser(context.db, { id: userId });
  return { ...(await findEnrolment(context, { userId }, user?.email ?? '')) };
});
