import {
  checkMayChange,
  checkMayGive,
  checkMayGiveDepartments,
  departmentsOf,
  guardEverything,
  itemsOf,
  readRoles,
  readStaff,
  rolesChange,
} from '../src/access/assignments';
import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { UpdateCredential } from '../src/generated/UpdateCredential';
import { holdCredential } from '../src/store/access/credentials';
import { writeRoles } from '../src/store/access/roles';
import { changeRow } from '../src/store/rows';

export default action<UpdateCredential>(async (params, context) => {
  const { db, caller } = context;
  const { credentialid } = params;
  const named = itemsOf(params.admin ?? '')[0];
  // Locks the member of staff before the credential, like DeleteAdmin, so that the two cannot deadlock.
  const staff = named === undefined ? null : await readStaff(db, named);
  const credential = await holdCredential(db, credentialid);
  if (credential === undefined) throw notFound('Credential ID Not Found');
  const roles = params.roles === undefined ? undefined : await readRoles(db, params.roles);
  checkMayChange(caller, credential);
  checkMayGive(caller, [...(roles ?? []), ...(staff === null ? [] : [staff])]);
  // A credential of nobody works in all departments.
  const departmentIds = staff === null ? null : departmentsOf(staff.departmentIds);
  if (params.admin !== undefined) checkMayGiveDepartments(caller, departmentIds);
  const checkLeft = await guardEverything(context, credential.actions);
  const changes = await changeRow(db, 'credentials', credentialid, {
    description: params.description,
    staffId: params.admin === undefined ? undefined : (staff?.id ?? null),
    idFormat: params.idformat,
  });
  context.record({ changes: changes ?? {} });
  if (roles !== undefined) {
    writeRoles(db, 'credential', credentialid, roles);
    context.record({ changes: rolesChange(credential.roles, roles) });
  }
  await checkLeft();
  context.forget();
  return { credentialid };
});
