import { action } from '../src/calls/action';
import type { GetSupportDepartments } from '../src/generated/GetSupportDepartments';
import { type DepartmentTally, listDepartmentTallies } from '../src/store/tickets/tallies';

export default action<GetSupportDepartments>(async ({ ignore_dept_assignments: ignore }, { db, caller }) => {
  const tallies = await listDepartmentTallies(db, ignore ? null : caller.departmentIds);
  const department = tallies.map(present);
  return { totalresults: department.length, departments: { department } };
});

const present = ({ id, name, awaiting, active }: DepartmentTally) => ({
  id,
  name,
  awaitingreply: awaiting,
  opentickets: active,
});
