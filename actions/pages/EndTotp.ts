import { action } from '../../src/calls/action';
import { signedInUser } from '../../src/dialects/pages/signed-in';
import { invalid } from '../../src/errors';
import type { PagesEndTotp } from '../../src/generated/pages/EndTotp';
import { checkCode, type RightCode, removeSecondFactor, useCode, WRONG_CODE } from '../../src/people/second-factor';
import { checkPresentPassword } from '../../src/people/sign-in';

export default action(
  async ({ present_password, code }: PagesEndTotp, tools): Promise<RightCode> => {
    const { userId } = signedInUser(tools.caller);
    await checkPresentPassword(tools, userId, present_password);
    const right = await checkCode(tools, { userId }, code);
    if (right === undefined) throw invalid(WRONG_CODE);
    return right;
  },
  async (_params, context, right) => {
    const { userId } = signedInUser(context.caller);
    if (!(await useCode(context, right))) throw invalid(WRONG_CODE);
    await removeSecondFactor(context, { userId });
    context.record({ description: 'Turned off the second factor', userId });
    return {};
  },
);
