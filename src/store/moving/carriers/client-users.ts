import { BEGAN, flag, lineOf } from './people-words';

/** PERMISSIONS in people/permissions.ts. */
const PERMISSIONS = [
  ...[
    'profile',
    'contacts',
    'products',
    'manageproducts',
    'productsso',
    'domains',
    'managedomains',
    'invoices',
    'quotes',
  ],
  ...['tickets', 'affiliates', 'emails', 'orders'],
];
const KNOWN = `array[${PERMISSIONS.map((permission) => `'${permission}'`).join(', ')}]`;

/** The user whose address it is, if several have it. */
const userOf = (alias: string): string =>
  `coalesce((select w.first_id from {stage}.user_twins w where w.source_id = ${alias}.user_id), ${alias}.user_id)`;

const isFirst = `not exists (select from {stage.clientUser} o
    where o.client_id = s.client_id and o.seq < s.seq and ${userOf('o')} = ${userOf('s')})`;

const isMember = `exists (select from client_users t
    where t.client_id = {id.client:s.client_id} and t.user_id = {id.user:s.user_id})`;

const TITLE = `coalesce((select u.email from {stage.user} u where u.source_id = s.user_id), '')`;

export const CLIENT_USERS = {
  key: ['client_id', 'user_id'],

  columns: ['client_id', 'user_id', 'is_owner', 'permissions', 'created_at'],

  select: `select s.source_id, {id.client:s.client_id} as client_id, {id.user:s.user_id} as user_id,
      ${flag('is_owner')} as is_owner,
      array(select p from unnest(${KNOWN}) p where p = any(s.permissions)) as permissions,
      coalesce(s.created_at, ${BEGAN}) as created_at
    from {stage.clientUser} s
    where {id.client:s.client_id} is not null and {id.user:s.user_id} is not null and ${isFirst}
      and ({id.clientUser:s.source_id} is not null or not ${isMember})`,

  lines: [
    lineOf({
      ...{ line: 'differs', kind: 'clientUser', title: TITLE, reason: 'unknown permission' },
      text: `'This desk does not know the permission ' || array_to_string(array(
        select p from unnest(s.permissions) p where p <> all(${KNOWN}) order by p), ', ') || '. The others are carried.'`,
      where: `exists (select from unnest(s.permissions) p where p <> all(${KNOWN}))`,
    }),
    lineOf({
      ...{ line: 'stays', kind: 'clientUser', title: TITLE, reason: 'member twice' },
      text: `'Two users of the old desk with this address belong to the client. Here they are one, as the first of them.'`,
      where: `not ${isFirst}`,
    }),
    lineOf({
      ...{ line: 'stays', kind: 'clientUser', title: TITLE, reason: 'member already' },
      text: `'The user belongs to the client here already, and keeps the permissions of this desk.'`,
      where: `{id.clientUser:s.source_id} is null and ${isFirst} and ${isMember}`,
    }),
  ],
} as const;
