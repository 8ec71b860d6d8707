import type { Carrier } from '../../src/moving/carrier';

/** Clients and staff with as little as tickets need, for tests that are not about people. */
export const PEOPLE: readonly Carrier[] = [
  {
    ...{ kind: 'client', table: 'clients', columns: ['first_name', 'last_name', 'email'] },
    select: `select s.source_id, {wanted:s.source_id} as wanted_id, s.first_name, s.last_name, s.email
      from {stage.client} s where true`,
  },
  {
    ...{ kind: 'staff', table: 'staff', columns: ['username', 'first_name', 'last_name', 'email'] },
    select: `select s.source_id, {wanted:s.source_id} as wanted_id, s.username, s.first_name, s.last_name, s.email
      from {stage.staff} s where true`,
  },
];

/** Departments, of which one without a name stays behind. */
export const PLAIN_DEPARTMENT: Carrier = {
  ...{ kind: 'department', table: 'departments', columns: ['name', 'description', 'email', 'hidden', 'sort_order'] },
  select: `select s.source_id, {wanted:s.source_id} as wanted_id, s.name, coalesce(s.description, '') as description,
      coalesce(s.email, '') as email, coalesce(s.hidden, false) as hidden, coalesce(s.sort_order, 0) as sort_order
    from {stage.department} s where s.name <> ''`,
};
