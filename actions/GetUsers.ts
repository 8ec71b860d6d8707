import { action } from '../src/action';
import type { GetUsers } from '../src/generated/GetUsers';

const MATCHES = `($1 = '' or starts_with(lower(u.email), lower($1)) or starts_with(lower(u.first_name), lower($1))
  or starts_with(lower(u.last_name), lower($1)) or starts_with(lower(u.first_name || ' ' || u.last_name), lower($1)))`;

const PAGE = (direction: 'asc' | 'desc') => `
  select u.id, u.first_name as firstname, u.last_name as lastname, u.email, u.created_at as datecreated,
    '' as validationdata,
    coalesce((select json_agg(json_build_object('id', cu.client_id, 'isOwner', cu.is_owner) order by cu.client_id)
              from client_users cu where cu.user_id = u.id), '[]') as clients
  from users u where ${MATCHES} order by u.id ${direction} offset $2 limit $3`;

export default action<GetUsers>(async ({ limitstart = 0, limitnum = 25, sorting, search = '' }, { db }) => {
  const wanted = search.trim();
  const direction = sorting?.toLowerCase() === 'desc' ? 'desc' : 'asc';
  const [counted, users] = await Promise.all([
    db.query<{ total: number }>(`select count(*) as total from users u where ${MATCHES}`, [wanted]),
    db.query(PAGE(direction), [wanted, limitstart, limitnum]),
  ]);
  return {
    totalresults: counted[0]?.total ?? 0,
    startnumber: limitstart,
    numreturned: users.length,
    users,
  };
});
