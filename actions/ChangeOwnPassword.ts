import { hashAdminPassword } from '../src/access/secrets';
import { action } from '../src/calls/action';
import { ownStaff } from '../src/dialects/whmcs/own-account';
import type { ChangeOwnPassword } from '../src/generated/ChangeOwnPassword';
import { changeStaffPassword, checkStaffPassword } from '../src/people/staff-password';

export default action(
  async ({ presentpassword, password2 }: ChangeOwnPassword, tools) => {
    const { staffId } = ownStaff(tools.caller);
    const present = await checkStaffPassword(tools, staffId, presentpassword);
    return { present, hash: await hashAdminPassword(password2, tools.passwords) };
  },
  async (_params, context, { present, hash }) => {
    const { staffId } = ownStaff(context.caller);
    const ended = await changeStaffPassword(context, staffId, present, hash);
    context.record({ description: 'Changed the own password' });
    context.forget();
    return { ended };
  },
);
