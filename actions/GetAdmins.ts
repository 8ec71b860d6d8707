import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetAdmins } from '../src/generated/GetAdmins';
import { listStaff, type StaffRow } from '../src/store/people/staff';

export default action<GetAdmins>(async (params, { db }) => {
  const page = pageOf(params);
  const listed = await listStaff(db, { id: params.adminid }, page);
  return { ...countsOf(page, listed), admins: { admin: listed.rows.map(present) } };
});

const present = (staff: StaffRow) => ({
  id: staff.id,
  username: staff.username,
  firstname: staff.firstName,
  lastname: staff.lastName,
  name: staff.name,
  email: staff.email,
  roles: { role: staff.roles },
  departments: { department: staff.departmentIds },
  disabled: staff.disabled,
  apilogin: staff.apiLogin,
  signature: staff.signature,
  notes: staff.notes,
  language: staff.language,
  created: staff.createdAt,
  updated: staff.updatedAt,
});
