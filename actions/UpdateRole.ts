import { checkMayChange, checkMayGive, checkTokenRole, guardEverything, readActions } from '../src/access/assignments';
import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateRole } from '../src/generated/UpdateRole';
import { findDepartmentsOfRole, type RoleRow } from '../src/store/access/roles';
import { changeRow, holdRow, isTaken } from '../src/store/rows';

export default action<UpdateRole>(async ({ roleid, name, actions: sent }, context) => {
  const { db, caller } = context;
  const role = await holdRow<RoleRow>(db, 'roles', roleid);
  if (role === undefined) throw notFound('Role ID Not Found');
  const actions = sent === undefined ? undefined : readActions(sent, context);
  checkMayChange(caller, { ...role, departmentIds: await findDepartmentsOfRole(db, roleid) });
  checkTokenRole({ name: name?.trim() ?? role.name, actions: actions ?? role.actions });
  if (actions !== undefined) checkMayGive(caller, [{ actions }]);
  if (await isTaken(db, 'roles', { name }, roleid)) throw invalid('There is a role of that name already');
  const checkLeft = await guardEverything(context, role.actions);
  context.record({ changes: (await changeRow(db, 'roles', roleid, { name: name?.trim(), actions })) ?? {} });
  await checkLeft();
  context.forget();
  return { roleid };
});
