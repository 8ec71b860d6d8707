import { testDoorRefusals } from '../../support/doors';
import { type ApiUser, jsonOf, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

interface Listed {
  data: { id: number; name: string; group: { id: number } }[];
  pagination: { total: number };
}

const list = async (who: ApiUser, query: string): Promise<Listed> => {
  const { json, status, text } = await who.ask('GET', `/users/${query}`);
  if (status !== 200) throw new Error(text);
  return json as unknown as Listed;
};
const names = async (who: ApiUser, query: string) => (await list(who, query)).data.map(({ name }) => name);

const EVERYBODY = ['Acme 100%', 'Ann', 'Bob', 'El', 'Jo', 'nameless'];

beforeAll(async () => {
  await world.desk.database.transaction('write', async (db) => {
    await db.query(`insert into client_groups (id, name) values (5, 'Partners')`);
    await db.query(
      `insert into clients (id, company, email, phone, status, language, group_id, created_at, updated_at)
       values (70, 'Acme 100%', 'info@acme.example', '+39 02', 'Inactive', 'italian', 5, $1, $2)`,
      ['2016-05-01T10:00:00Z', '2017-03-01T10:00:00.500Z'],
    );
    await db.query(
      `insert into staff (id, username, email, disabled, created_at, updated_at) values (70, 'nameless', 'n@example.com', true, $1, $1)`,
      ['2015-05-01T10:00:00Z'],
    );
    await db.query('update staff set created_at = $1, updated_at = $1 where id <> 70', [world.now]);
    await db.query(`update staff set first_name = 'El' where username = 'el'`);
    await db.query('update clients set created_at = $1, updated_at = $1 where id <> 70', [world.now]);
    await db.query(
      `insert into activity_log (at, action, description, caller, username, address, staff_id)
       values ($1, 'x', 'x', 'staff:1', 'jo', '', $2)`,
      [world.now, callers.staff.rowId],
    );
  });
  await world.customField({ name: 'VAT', type: 'text', owner: 'client' });
  await world.customField({ name: 'Rating', type: 'select', options: ['Good'], owner: 'client', staffOnly: true });
  await world.change(
    `insert into client_field_values (client_id, field_id, value) values (70, 1, '"IT1"'), (70, 2, '1')`,
  );
});

const name = (en: string) => ({ en, ru: '', ua: '' });

test('shows everything about a client', async () => {
  const { text } = await callers.staff.ask('GET', '/users?search=aCME');
  const acme = {
    id: 70,
    date_created: '2016-05-01 10:00:00',
    date_updated: '2017-03-01 10:00:00',
    name: 'Acme 100%',
    lastname: '',
    alias: '',
    email: 'info@acme.example',
    phone: '+39 02',
    skype: '',
    website: '',
    organization: 'Acme 100%',
    status: 'inactive',
    language: 'italian',
    notifications: 1,
    group: { id: 1005, type: 'user', name: name('Partners'), disable: 0 },
    ldap_username: '',
    user_status: 'offline',
    department: [],
    custom_fields: [
      { id: 1, field_type: 'text', field_value: 'IT1' },
      { id: 2, field_type: 'select', field_value: { id: 1, name: name('Good') } },
    ],
  };
  const pagination = { total: 1, per_page: 30, current_page: 1, total_pages: 1 };
  expect(text).toBe(jsonOf({ data: [acme], pagination }));
});

test('shows everything about a member of staff', async () => {
  const { data } = await list(callers.staff, '?search=jo@');
  expect(data).toEqual([
    {
      ...{ id: callers.staff.id, name: 'Jo', lastname: 'Admin', email: 'jo@example.com' },
      ...{ date_created: '2017-01-26 17:45:00', date_updated: '2017-01-26 17:45:00' },
      ...{ alias: '', phone: '', skype: '', website: '', organization: '', ldap_username: '', language: '' },
      ...{ status: 'active', user_status: 'online', notifications: 1, custom_fields: [] },
      group: { id: 1, type: 'staff', name: { en: 'Staff', ru: 'Сотрудники', ua: 'Співробітники' }, disable: 0 },
      department: [1, 2],
    },
  ]);
  expect((await list(callers.staff, '?search=el@')).data).toMatchObject([{ department: [2], user_status: 'offline' }]);
});

test.each([
  ['', EVERYBODY],
  ['?type=staff', ['El', 'Jo', 'nameless']],
  ['?type=user', ['Acme 100%', 'Ann', 'Bob']],
  ['?search=100%25', ['Acme 100%']],
  ['?search=%25', ['Acme 100%']],
  ['?search=_', []],
  ['?search=ann+lee', ['Ann']],
  ['?search=%2B39', ['Acme 100%']],
  ['?search=an&exact_search=0', ['Ann']],
  ['?search=an&exact_search=1', []],
  ['?search=ANN+LEE&exact_search=1', ['Ann']],
  ['?search=JO@example.com&exact_search=1', ['Jo']],
  ['?search=%2B39+02&exact_search=1', ['Acme 100%']],
  ['?search=&exact_search=1', EVERYBODY],
  ['?page=0', EVERYBODY],
  ['?page=2', []],
  ['?id_list=70', ['Acme 100%']],
  ['?id_list=1000000070,70,999', ['Acme 100%', 'nameless']],
  ['?id_list=ANN,JO', ['Ann', 'Jo']],
  ['?id_list=0,999999', []],
  ['?group_list=1', ['El', 'Jo', 'nameless']],
  ['?group_list=2', ['Ann', 'Bob']],
  ['?group_list=1005', ['Acme 100%']],
  ['?group_list=1005,2', ['Acme 100%', 'Ann', 'Bob']],
  ['?group_list=15', []],
  ['?group_list=15,1005', ['Acme 100%']],
  ['?group_id=1', ['El', 'Jo', 'nameless']],
  ['?organization_list=1', []],
  ['?organization_id=1', []],
  ['?department_list=2', ['El', 'Jo', 'nameless']],
  ['?department_id=1', ['Jo', 'nameless']],
  ['?department_list=999', []],
  ['?department_list=999,1', ['Jo', 'nameless']],
  ['?status=inactive', ['Acme 100%']],
  ['?status_list=disabled,inactive', ['Acme 100%', 'nameless']],
  ['?status_list=fired', []],
  ['?user_status=online', ['Jo']],
  ['?user_status=offline', ['Acme 100%', 'Ann', 'Bob', 'El', 'nameless']],
  ['?from_date_created=2017-01-01+00:00:00', ['Ann', 'Bob', 'El', 'Jo']],
  ['?to_date_created=2016-12-31+00:00:00', ['Acme 100%', 'nameless']],
  ['?from_date_created=2016-01-01&to_date_created=2016-12-31', ['Acme 100%']],
  ['?from_date_updated=2017-03-01+10:00:00', ['Acme 100%']],
  ['?to_date_updated=2017-03-01+10:00:00', EVERYBODY],
  ['?to_date_updated=2017-01-01+00:00:00', ['nameless']],
  ['?order_by=name', EVERYBODY],
  ['?order_by=name{asc}', EVERYBODY],
  ['?order_by=name{desc}', [...EVERYBODY].reverse()],
  ['?order_by=date_created,name', ['nameless', 'Acme 100%', 'Ann', 'Bob', 'El', 'Jo']],
  ['?order_by=date_created{asc},name{desc}', ['nameless', 'Acme 100%', 'Jo', 'El', 'Bob', 'Ann']],
  ['?order_by=date_updated{desc},name', ['Acme 100%', 'Ann', 'Bob', 'El', 'Jo', 'nameless']],
  ['?group_list=2&search=bob&order_by=name', ['Bob']],
])('%s', async (query, expected) => {
  const sent = query.replace('ANN,', `${callers.ann.id},`).replace(',JO', `,${callers.staff.id}`);
  expect(await names(callers.staff, sent)).toEqual(expected);
});

test('one list goes on over pages, and every id in it leads to its user', async () => {
  await world.change(`insert into clients (first_name, last_name, email)
    select 'Zed', lpad(n::text, 3, '0'), n || '@zed.example' from generate_series(1, 40) n`);
  const first = await list(callers.staff, '');
  const second = await list(callers.staff, '?page=2');
  expect([first.pagination, second.pagination]).toMatchObject([
    { total: 46, current_page: 1, total_pages: 2 },
    { total: 46, current_page: 2, total_pages: 2 },
  ]);
  const all = [...first.data, ...second.data];
  expect(new Set(all.map(({ id }) => id)).size).toBe(46);
  for (const user of all.slice(0, 8)) {
    expect((await callers.staff.ask('GET', `/users/${user.id}`)).json).toEqual({ data: user });
  }
  await world.change(`delete from clients where first_name = 'Zed'`);
});

test.each([
  ['', ['Ann']],
  ['?search=Bob', []],
  ['?type=staff', []],
  ['?id_list=1,2,1000000001', ['Ann']],
  ['?group_list=1', []],
  ['?group_list=2', ['Ann']],
  ['?group_list=1,2', ['Ann']],
  ['?group_list=1005', []],
  ['?group_list=1&id_list=ANN', []],
  ['?group_list=', ['Ann']],
  ['?order_by=date_created', ['Ann']],
])('a client sees only itself: %s', async (query, expected) => {
  expect(await names(callers.ann, query.replace('ANN', String(callers.ann.id)))).toEqual(expected);
});

test('a client sees neither its group nor the fields for staff', async () => {
  await world.change(`update clients set group_id = 5 where id = $1`, [callers.ann.id]);
  await world.change(
    `insert into client_field_values (client_id, field_id, value) values ($1, 1, '"X"'), ($1, 2, '1')`,
    [callers.ann.id],
  );
  expect((await list(callers.ann, '')).data).toMatchObject([{ group: { id: 2 }, custom_fields: [{ id: 1 }] }]);
  expect([await names(callers.ann, '?group_list=1005'), await names(callers.ann, '?group_list=2')]).toEqual([
    [],
    ['Ann'],
  ]);
  await world.change(`update clients set group_id = null where id = $1`, [callers.ann.id]);
});

const refusing = (message: string, query: string) => ({
  message,
  because: query,
  request: () => callers.staff.ask('GET', `/users${query}`),
});
const badDate = (parameter: string) =>
  refusing(`Parameter "${parameter}" must be a date and time such as 2027-01-31 09:00:00`, `?${parameter}=soon`);

testDoorRefusals(world, 'helpdeskeddy/ListUsers', [
  refusing('Parameter "type" must be one of user, staff', '?type=x'),
  refusing('Parameter "user_status" must be one of online, offline', '?user_status=away'),
  refusing('Parameter "page" must be a whole number', '?page=x'),
  refusing('Parameter "id_list[1]" must be a whole number', '?id_list=1,x'),
  refusing('Parameter "group_list[0]" must be a whole number', '?group_list=staff'),
  refusing(
    'Parameter "order_by" must list name, date_created or date_updated, each with {asc} or {desc}',
    '?order_by=id',
  ),
  badDate('from_date_created'),
  badDate('to_date_created'),
  badDate('from_date_updated'),
  badDate('to_date_updated'),
]);
