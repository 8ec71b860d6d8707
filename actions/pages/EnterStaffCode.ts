import { action } from '../../src/calls/action';
import type { PagesEnterStaffCode } from '../../src/generated/pages/EnterStaffCode';
import { type CodeTried, finishStaffSignIn, tryStaffCode } from '../../src/people/staff-sessions';

export default action(
  ({ session, code = '' }: PagesEnterStaffCode, tools): Promise<CodeTried | undefined> =>
    tryStaffCode(tools, session, code),
  async ({ session, browser = '' }, context, tried) => ({
    ...(await finishStaffSignIn(context, session, tried, browser)),
  }),
);
