import { testDoorRefusals } from '../../support/doors';
import { jsonOf, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('answers a client, also to itself', async () => {
  const [row] = await world.rows<{ email: string; at: Date }>(
    'select email, created_at as at from clients where id = $1',
    [callers.ann.id],
  );
  const at = row!.at.toISOString().slice(0, 19).replace('T', ' ');
  const data = {
    id: callers.ann.id,
    date_created: at,
    date_updated: at,
    name: 'Ann',
    lastname: 'Lee',
    alias: '',
    email: row!.email,
    phone: '',
    skype: '',
    website: '',
    organization: '',
    status: 'active',
    language: '',
    notifications: 1,
    group: { id: 2, type: 'user', name: { en: 'Clients', ru: 'Клиенты', ua: 'Клієнти' }, disable: 0 },
    ldap_username: '',
    user_status: 'offline',
    department: [],
    custom_fields: [],
  };
  for (const who of [callers.staff, callers.ann]) {
    expect((await who.ask('GET', `/users/${callers.ann.id}/`)).text).toBe(jsonOf({ data }));
  }
});

test('answers a member of staff, under the user name if there is no other', async () => {
  await world.desk.database.transaction('write', (db) =>
    db.query(`insert into staff (id, username) values (80, 'nameless')`),
  );
  const { json } = await callers.staff.ask('GET', '/users/1000000080');
  expect(json).toMatchObject({ data: { id: 1_000_000_080, name: 'nameless', lastname: '', group: { type: 'staff' } } });
});

// Ann is client 1, and Bob client 2. The two members of staff have these numbers on the desk too.
testDoorRefusals(world, 'helpdeskeddy/GetUser', [
  { message: 'User with id {999} not found', status: 404, request: () => callers.staff.ask('GET', '/users/999') },
  {
    message: 'User with id {999} not found',
    status: 404,
    because: 'for a client',
    request: () => callers.ann.ask('GET', '/users/999'),
  },
  {
    message: 'User with id {2} not found',
    status: 404,
    because: 'another client',
    request: () => callers.ann.ask('GET', '/users/2'),
  },
  {
    message: 'User with id {1} not found',
    status: 404,
    because: 'staff, for a client',
    request: () => callers.ann.ask('GET', '/users/1?type=staff'),
  },
  {
    message: 'User with id {1000000001} not found',
    status: 404,
    because: 'staff by its id, for a client',
    request: () => callers.ann.ask('GET', '/users/1000000001'),
  },
  {
    message: 'User with id {1000000001} not found',
    status: 404,
    because: 'staff among clients',
    request: () => callers.staff.ask('GET', '/users/1000000001?type=user'),
  },
  {
    message: 'Parameter "type" must be one of user, staff',
    request: () => callers.staff.ask('GET', '/users/1?type=group'),
  },
]);
