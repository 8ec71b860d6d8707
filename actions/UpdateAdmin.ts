import {
  checkMayChange,
  checkMayGive,
  checkMayGiveDepartments,
  departmentsOf,
  guardEverything,
  readDepartments,
  readRoles,
  rolesChange,
} from '../src/access/assignments';
import { hashAdminPassword } from '../src/access/secrets';
import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateAdmin } from '../src/generated/UpdateAdmin';
import { writeRoles } from '../src/store/access/roles';
import { deleteStaffSessionsOf } from '../src/store/access/staff-sessions';
import { holdStaff, writeStaffDepartments } from '../src/store/people/staff';
import { changeRow, differences, isTaken } from '../src/store/rows';
import { checkEmail } from '../src/tickets/authors';

export default action(
  async ({ password2 }: UpdateAdmin, { passwords }) =>
    password2 === undefined ? undefined : hashAdminPassword(password2, passwords),
  async (params, context, passwordHash) => {
    const { db, caller, now } = context;
    const { adminid } = params;
    const staff = await holdStaff(db, adminid);
    if (staff === undefined) throw notFound('Admin ID Not Found');
    const email = params.email === undefined ? undefined : checkEmail(params.email);
    const roles = params.roles === undefined ? undefined : await readRoles(db, params.roles);
    const departments = params.departments === undefined ? undefined : await readDepartments(db, params.departments);
    checkMayChange(caller, { ...staff, departmentIds: departmentsOf(staff.departmentIds) });
    if (roles !== undefined) checkMayGive(caller, roles);
    if (departments !== undefined) checkMayGiveDepartments(caller, departmentsOf(departments));
    if (params.disabled && caller.staff?.id === adminid) throw invalid('You cannot disable yourself');
    if (await isTaken(db, 'staff', { username: params.adminusername }, adminid)) {
      throw invalid('There is an administrator of that user name already');
    }
    const checkLeft = await guardEverything(context, staff.actions);
    const changes = await changeRow(db, 'staff', adminid, {
      username: params.adminusername?.trim(),
      passwordHash,
      firstName: params.firstname,
      lastName: params.lastname,
      email,
      disabled: params.disabled,
      apiLogin: params.apilogin,
      signature: params.signature,
      notes: params.notes,
      language: params.language,
      updatedAt: now,
    });
    context.record({ changes: changes ?? {} });
    // Whoever knew the old password must not stay signed in, nor come back once the administrator is enabled again.
    if (passwordHash !== undefined || params.disabled) {
      const isOwn = caller.staff?.id === adminid && caller.session !== undefined;
      await deleteStaffSessionsOf(db, adminid, isOwn ? { except: caller.session?.id ?? 0 } : undefined);
    }
    if (roles !== undefined) {
      writeRoles(db, 'staff', adminid, roles);
      context.record({ changes: rolesChange(staff.roles, roles) });
    }
    if (departments !== undefined) {
      writeStaffDepartments(db, adminid, departments);
      context.record({ changes: differences({ departments: staff.departmentIds }, { departments }) });
    }
    await checkLeft();
    context.forget();
    return { adminid };
  },
);
