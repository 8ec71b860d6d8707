import { action } from '../src/calls/action';
import type { GetDepartments } from '../src/generated/GetDepartments';
import { type DepartmentRow, listDepartmentRows } from '../src/store/desk/departments';

export default action<GetDepartments>(async ({ departmentid }, { db }) => {
  const department = (await listDepartmentRows(db, departmentid)).map(present);
  return { totalresults: department.length, departments: { department } };
});

const present = (department: DepartmentRow) => ({
  id: department.id,
  name: department.name,
  description: department.description,
  email: department.email,
  clientsonly: department.clientsOnly,
  repliesonly: department.repliesOnly,
  hidden: department.hidden,
  preventclientclosure: department.preventClientClosure,
  ...(department.plusAddresses !== 'default' && { plusaddresses: department.plusAddresses }),
  sortorder: department.sortOrder,
});
