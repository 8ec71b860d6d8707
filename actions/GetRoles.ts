import { action } from '../src/calls/action';
import type { GetRoles } from '../src/generated/GetRoles';
import { listRoles, type RoleUse } from '../src/store/access/roles';

export default action<GetRoles>(async ({ roleid }, { db }) => {
  const role = (await listRoles(db, roleid)).map(present);
  return { totalresults: role.length, roles: { role } };
});

const present = ({ id, name, actions, credentials, admins }: RoleUse) => ({
  id,
  name,
  actions: actions.join(','),
  credentials,
  admins,
});
