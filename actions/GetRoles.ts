import { action } from '../src/calls/action';
import type { GetRoles } from '../src/generated/GetRoles';

export default action<GetRoles>(async ({ roleid }, { db }) => {
  const role = await db.query<{ id: number; name: string; actions: string; credentials: number; admins: number }>(
    `select r.id, r.name, array_to_string(array(select unnest(r.actions) order by 1), ',') as actions,
       (select count(*) from credential_roles cr join credentials c on c.id = cr.credential_id
        where cr.role_id = r.id and c.revoked_at is null) as credentials,
       (select count(*) from staff_roles where role_id = r.id) as admins
     from roles r where $1::int is null or r.id = $1 order by lower(r.name), r.id`,
    [roleid ?? null],
  );
  return { totalresults: role.length, roles: { role } };
});
