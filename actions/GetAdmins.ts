import { action } from '../src/action';
import type { GetAdmins } from '../src/generated/GetAdmins';
import { listStaff, type StaffRow } from '../src/store/access-admin';

export default action<GetAdmins>(async ({ adminid, limitstart = 0, limitnum = 25 }, { db }) => {
  const { total, staff } = await listStaff(db, { id: adminid }, { offset: limitstart, limit: limitnum });
  return {
    totalresults: total,
    startnumber: limitstart,
    numreturned: staff.length,
    admins: { admin: staff.map(present) },
  };
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
