import { testDoorRefusals } from '../../support/doors';
import { type ApiUser, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

const names = async (who: ApiUser, query: string) => {
  const { json } = await who.ask('GET', `/users/${query}`);
  return (json as { data: { name: string }[] }).data.map(({ name }) => name);
};

beforeAll(async () => {
  await world.desk.database.transaction('write', (db) =>
    db.query(
      `insert into clients (id, company, email, phone, created_at)
       values (70, 'Acme 100%', 'info@acme.example', '+39 02', $1)`,
      [world.now],
    ),
  );
});

test('shows clients to staff, and staff on request', async () => {
  expect(await names(callers.staff, '')).toEqual(['Ann', 'Bob', 'Acme 100%']);
  const { text } = await callers.staff.ask('GET', '/users?search=aCME');
  const acme = {
    id: 70,
    date_created: '2017-01-26 17:45:00',
    name: 'Acme 100%',
    lastname: '',
    email: 'info@acme.example',
    phone: '+39 02',
    group: { id: 2, type: 'user', name: 'Clients' },
  };
  const pagination = { total: 1, per_page: 30, current_page: 1, total_pages: 1 };
  expect(text).toBe(JSON.stringify({ data: [acme], pagination }));
  const { json } = await callers.staff.ask('GET', '/users?type=staff&search=jo@');
  expect(json).toMatchObject({
    data: [
      {
        id: callers.staff.id,
        name: 'Jo',
        lastname: 'Admin',
        email: 'jo@example.com',
        phone: '',
        group: { id: 1, type: 'staff', name: 'Staff' },
      },
    ],
  });
});

test.each([
  ['?search=100%25', ['Acme 100%']],
  ['?search=%25', ['Acme 100%']],
  ['?search=_', []],
  ['?search=ann+lee', ['Ann']],
  ['?search=%2B39', ['Acme 100%']],
  ['?page=2', []],
])('%s', async (query, expected) => {
  expect(await names(callers.staff, query)).toEqual(expected);
});

test('shows a client only itself', async () => {
  expect(await names(callers.ann, '')).toEqual(['Ann']);
  expect(await names(callers.ann, '?search=Bob')).toEqual([]);
  expect(await names(callers.ann, '?type=staff')).toEqual([]);
});

testDoorRefusals(world, 'helpdeskeddy/ListUsers', [
  { message: 'Parameter "type" must be one of user, staff', request: () => callers.staff.ask('GET', '/users?type=x') },
  { message: 'Parameter "page" must be a whole number', request: () => callers.ann.ask('GET', '/users?page=x') },
]);
