import { action } from '../../src/calls/action';
import type { PagesSignInStaff } from '../../src/generated/pages/SignInStaff';
import { type StaffPasswordTried, signInStaff, tryStaffPassword } from '../../src/people/staff-sessions';

/** A failure is an answer and no refusal, so that the activity log keeps it. */
export default action(
  ({ username = '', password = '' }: PagesSignInStaff, tools): Promise<StaffPasswordTried> =>
    tryStaffPassword(tools, username, password),
  async ({ browser = '', replaced = '' }, context, tried) => ({
    ...(await signInStaff(context, tried, { browser, replaced })),
  }),
);
