import { action } from '../src/calls/action';
import { ownStaff } from '../src/dialects/whmcs/own-account';
import { invalid } from '../src/errors';
import type { EndOwnSecondFactor } from '../src/generated/EndOwnSecondFactor';
import { checkCode, type RightCode, removeSecondFactor, useCode, WRONG_CODE } from '../src/people/second-factor';
import { checkStaffPassword } from '../src/people/staff-password';

export default action(
  async ({ presentpassword, code }: EndOwnSecondFactor, tools): Promise<RightCode> => {
    const own = ownStaff(tools.caller);
    await checkStaffPassword(tools, own.staffId, presentpassword);
    const right = await checkCode(tools, own, code);
    if (right === undefined) throw invalid(WRONG_CODE);
    return right;
  },
  async (_params, context, right) => {
    const own = ownStaff(context.caller);
    if (!(await useCode(context, right))) throw invalid(WRONG_CODE);
    await removeSecondFactor(context, own);
    context.record({ description: 'Turned off the second factor' });
    return { adminid: own.staffId };
  },
);
