import { action } from '../src/calls/action';
import type { GetAdminUsers } from '../src/generated/GetAdminUsers';
import { listDepartmentIds } from '../src/store/desk/departments';
import { listStaff, type StaffRow } from '../src/store/people/staff';

export default action<GetAdminUsers>(async ({ roleid, email, include_disabled }, { db }) => {
  const filter = { roleId: roleid, email, ...(!include_disabled && { disabled: false }) };
  const [{ total, rows }, all] = await Promise.all([listStaff(db, filter), listDepartmentIds(db)]);
  return { count: total, admin_users: rows.map((one) => present(one, all)) };
});

/** Second factors, templates, widgets and mail about tickets are empty, because the desk has none. */
const present = (staff: StaffRow, departmentIds: number[]) => ({
  id: staff.id,
  uuid: staff.uuid,
  roleId: Math.min(...staff.roles.map(({ id }) => id), staff.roles.length === 0 ? 0 : Number.POSITIVE_INFINITY),
  username: staff.username,
  twoFactorAuthModule: '',
  firstname: staff.firstName,
  lastname: staff.lastName,
  email: staff.email,
  signature: staff.signature,
  notes: staff.notes,
  template: '',
  language: staff.language,
  isDisabled: staff.disabled ? 1 : 0,
  loginAttempts: 0,
  supportDepartmentIds: (staff.departmentIds.length === 0 ? departmentIds : staff.departmentIds).map(String),
  receivesTicketNotifications: [],
  homepageWidgetsConfig: '',
  hiddenHomepageWidgets: '',
  created_at: staff.createdAt,
  updated_at: staff.updatedAt,
  fullName: staff.name,
  gravatarHash: staff.emailHash,
});
