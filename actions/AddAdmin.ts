import {
  checkMayGive,
  checkMayGiveDepartments,
  departmentsOf,
  namesOf,
  readDepartments,
  readRoles,
} from '../src/access/assignments';
import { hashAdminPassword } from '../src/access/secrets';
import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { AddAdmin } from '../src/generated/AddAdmin';
import { insertStaff } from '../src/store/people/staff';
import { checkEmail } from '../src/tickets/authors';

export default action(
  async ({ password2 }: AddAdmin, { passwords }) =>
    password2 === undefined ? null : hashAdminPassword(password2, passwords),
  async (params, context, passwordHash) => {
    const { db, caller } = context;
    const username = params.adminusername.trim();
    const email = params.email === undefined ? '' : checkEmail(params.email);
    const roles = await readRoles(db, params.roles ?? []);
    const departmentIds = await readDepartments(db, params.departments ?? []);
    checkMayGive(caller, roles);
    checkMayGiveDepartments(caller, departmentsOf(departmentIds));
    const adminid = await insertStaff(db, {
      ...{ username, passwordHash, email, departmentIds },
      roles: namesOf(roles),
      firstName: params.firstname,
      lastName: params.lastname,
      apiLogin: params.apilogin,
      disabled: params.disabled,
      signature: params.signature,
      notes: params.notes,
      language: params.language,
    });
    if (adminid === undefined) throw invalid('There is an administrator of that user name already');
    context.record({
      changes: { username: [null, username], roles: [null, namesOf(roles)], departments: [null, departmentIds] },
    });
    context.forget();
    return { adminid };
  },
);
