import { checkMayChange, departmentsOf } from '../src/access/assignments';
import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { RemoveAdminSecondFactor } from '../src/generated/RemoveAdminSecondFactor';
import { removeLostFactor } from '../src/people/second-factor';
import { holdStaff } from '../src/store/people/staff';

export default action<RemoveAdminSecondFactor>(async ({ adminid }, context) => {
  const staff = await holdStaff(context.db, adminid);
  if (staff === undefined) throw notFound('Admin ID Not Found');
  checkMayChange(context.caller, { ...staff, departmentIds: departmentsOf(staff.departmentIds) });
  if (!(await removeLostFactor(context, { staffId: adminid }))) throw invalid('The administrator has no second factor');
  return { adminid };
});
