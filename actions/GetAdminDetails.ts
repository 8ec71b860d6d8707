import { action } from '../src/calls/action';
import { WHMCS_VERSION } from '../src/dialects/whmcs/version';
import type { GetAdminDetails } from '../src/generated/GetAdminDetails';
import { listDepartmentIds } from '../src/store/desk/departments';
import { listStaff } from '../src/store/people/staff';

export default action<GetAdminDetails>(async (_params, { db, caller, now }) => {
  const [found, all] = await Promise.all([
    caller.staff && listStaff(db, { id: caller.staff.id }),
    listDepartmentIds(db),
  ]);
  const staff = found?.rows[0];
  return {
    adminid: staff?.id ?? 0,
    name: staff?.name ?? caller.username,
    notes: staff?.notes ?? '',
    signature: staff?.signature ?? '',
    allowedpermissions: [...caller.actions].sort().join(','),
    departments: (caller.departmentIds ?? all).toSorted((one, other) => one - other).join(','),
    requesttime: now,
    whmcs: WHMCS_VERSION,
  };
});
