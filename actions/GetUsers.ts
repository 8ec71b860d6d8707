import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/pages';
import type { GetUsers } from '../src/generated/GetUsers';
import { listPage } from '../src/store/pages';

const MATCHES = `(starts_with(lower(u.email), lower(?)) or starts_with(lower(u.first_name), lower(?))
  or starts_with(lower(u.last_name), lower(?)) or starts_with(lower(u.first_name || ' ' || u.last_name), lower(?)))`;

const USERS = {
  select: `u.id, u.first_name as firstname, u.last_name as lastname, u.email, u.created_at as datecreated,
    '' as validationdata,
    coalesce((select json_agg(json_build_object('id', cu.client_id, 'isOwner', cu.is_owner) order by cu.client_id)
              from client_users cu where cu.user_id = u.id), '[]') as clients`,
  from: 'users u',
};

export default action<GetUsers>(async (params, { db }) => {
  const page = pageOf(params);
  const orderBy = params.sorting?.toLowerCase() === 'desc' ? 'u.id desc' : 'u.id';
  const listed = await listPage(db, { ...USERS, orderBy }, [[MATCHES, params.search?.trim()]], page);
  return { ...countsOf(page, listed), users: listed.rows };
});
