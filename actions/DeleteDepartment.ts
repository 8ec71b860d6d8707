import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeleteDepartment } from '../src/generated/DeleteDepartment';
import { findDepartmentUses, holdDepartments } from '../src/store/desk/departments';
import { deleteRow } from '../src/store/rows';
import { isDefaultDepartment } from '../src/tickets/defaults';

export default action<DeleteDepartment>(async ({ departmentid }, context) => {
  const { db } = context;
  // Locks all departments, so that of two calls at once the second sees what the first left.
  const departments = await holdDepartments(db);
  const department = departments.find(({ id }) => id === departmentid);
  if (department === undefined) throw notFound('Department ID Not Found');
  if (departments.length === 1) throw invalid('The last department cannot be deleted');
  if (await isDefaultDepartment(context, departmentid)) throw invalid('The default department cannot be deleted');
  const uses = await findDepartmentUses(db, departmentid);
  if (uses.tickets) throw invalid('The department has tickets');
  if (uses.customFields) throw invalid('The department has custom fields');
  // An administrator without departments would work in all of them.
  if (uses.isOnlyOfStaff) throw invalid('The department is the only one of an administrator');
  await deleteRow(db, 'departments', departmentid);
  context.forget();
  context.record({ changes: { name: [department.name, null] } });
  return { departmentid };
});
