import { checkMayChange, guardEverything } from '../src/access/assignments';
import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteRole } from '../src/generated/DeleteRole';
import { findDepartmentsOfRole, type RoleRow } from '../src/store/access/roles';
import { deleteRow, holdRow } from '../src/store/rows';

export default action<DeleteRole>(async ({ roleid }, context) => {
  const role = await holdRow<RoleRow>(context.db, 'roles', roleid);
  if (role === undefined) throw notFound('Role ID Not Found');
  checkMayChange(context.caller, { ...role, departmentIds: await findDepartmentsOfRole(context.db, roleid) });
  const checkLeft = await guardEverything(context, role.actions);
  await deleteRow(context.db, 'roles', roleid);
  await checkLeft();
  context.record({ changes: { name: [role.name, null], actions: [role.actions, null] } });
  context.forget();
  return { roleid };
});
