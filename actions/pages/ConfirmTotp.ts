import { action } from '../../src/calls/action';
import { signedInUser } from '../../src/dialects/pages/signed-in';
import type { PagesConfirmTotp } from '../../src/generated/pages/ConfirmTotp';
import { confirmEnrolment } from '../../src/people/second-factor';

export default action<PagesConfirmTotp>(async ({ code }, context) => {
  const { userId } = signedInUser(context.caller);
  const recovery_codes = await confirmEnrolment(context, { userId }, code);
  context.record({ description: 'Turned on the second factor', userId });
  return { recovery_codes };
});
