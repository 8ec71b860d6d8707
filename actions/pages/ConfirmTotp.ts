import { action } from '../../src/calls/action';
import { signedInUser } from '../../src/dialects/pages/signed-in';
import type { PagesConfirmTotp } from '../../src/generated/pages/ConfirmTotp';
import { confirmEnrolment } from '../../src/people/second-factor';
import { checkPasswordIfAny } from '../../src/people/sign-in';

export default action(
  ({ present_password = '' }: PagesConfirmTotp, tools): Promise<void> =>
    checkPasswordIfAny(tools, signedInUser(tools.caller).userId, present_password),
  async ({ code }, context) => {
    const { userId } = signedInUser(context.caller);
    const recovery_codes = await confirmEnrolment(context, { userId }, code);
    context.record({ description: 'Turned on the second factor', userId });
    return { recovery_codes };
  },
);
