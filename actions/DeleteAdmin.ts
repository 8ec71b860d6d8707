import { checkMayChange, departmentsOf, guardEverything } from '../src/access/assignments';
import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeleteAdmin } from '../src/generated/DeleteAdmin';
import { deleteStaff, holdStaff } from '../src/store/people/staff';
import { releaseStaff } from '../src/tickets/release';

export default action<DeleteAdmin>(async ({ adminid }, context) => {
  const { db, caller } = context;
  const staff = await holdStaff(db, adminid);
  if (staff === undefined) throw notFound('Admin ID Not Found');
  checkMayChange(caller, { ...staff, departmentIds: departmentsOf(staff.departmentIds) });
  if (caller.staff?.id === adminid) throw invalid('You cannot delete yourself');
  const checkLeft = await guardEverything(context, [...staff.actions, ...staff.credentialActions]);
  releaseStaff(context, staff);
  deleteStaff(db, staff);
  await checkLeft();
  context.record({ changes: { username: [staff.username, null] } });
  context.forget();
  return { adminid };
});
