import { action } from '../../src/calls/action';
import type { PagesSignOutStaff } from '../../src/generated/pages/SignOutStaff';
import { endStaffSession } from '../../src/people/staff-sessions';

export default action<PagesSignOutStaff>(async ({ session }, context) => {
  await endStaffSession(context, session);
  return {};
});
