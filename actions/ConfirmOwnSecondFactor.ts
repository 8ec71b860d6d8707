import { action } from '../src/calls/action';
import { ownStaff } from '../src/dialects/whmcs/own-account';
import type { ConfirmOwnSecondFactor } from '../src/generated/ConfirmOwnSecondFactor';
import { confirmEnrolment } from '../src/people/second-factor';
import { checkStaffPasswordIfAny } from '../src/people/staff-password';

export default action(
  ({ presentpassword = '' }: ConfirmOwnSecondFactor, tools): Promise<void> =>
    checkStaffPasswordIfAny(tools, ownStaff(tools.caller).staffId, presentpassword),
  async ({ code }, context) => {
    const codes = await confirmEnrolment(context, ownStaff(context.caller), code);
    context.record({ description: 'Turned on the second factor' });
    return { recoverycodes: { recoverycode: codes } };
  },
);
