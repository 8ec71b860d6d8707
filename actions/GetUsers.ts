import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetUsers } from '../src/generated/GetUsers';
import { type ListedUser, listUsers } from '../src/store/people/user-list';

export default action<GetUsers>(async (params, { db }) => {
  const page = pageOf(params);
  const way = params.sorting?.toLowerCase() === 'desc' ? 'desc' : 'asc';
  const listed = await listUsers(db, { id: params.user_id, search: params.search?.trim() }, way, page);
  return {
    ...countsOf(page, listed),
    users: listed.rows.map((user) => ({
      ...present(user),
      ...(params.user_id !== undefined && { language: user.language }),
    })),
  };
});

const present = (user: ListedUser) => ({
  id: user.id,
  firstname: user.firstName,
  lastname: user.lastName,
  email: user.email,
  datecreated: user.createdAt,
  validationdata: '',
  clients: user.clients,
});
