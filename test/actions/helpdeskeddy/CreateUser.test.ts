import { testDoorRefusals } from '../../support/doors';
import { forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

const post = (body: unknown) => callers.staff.ask('POST', '/users/', body);

test('adds a client, whatever else the call says', async () => {
  const staff = await world.rows('select count(*) from staff');
  const rest = { phone: '+39 02', password: 'secret', group_id: 1, status: 'active' };
  const answer = await post({ name: ' Eve ', lastname: 'Fox', email: ' Eve@Example.com ', ...rest });
  const data = {
    id: 3,
    date_created: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    name: 'Eve',
    lastname: 'Fox',
    email: 'Eve@Example.com',
    phone: '+39 02',
    group: { id: 2, type: 'user' },
  };
  expect([answer.status, answer.json]).toMatchObject([200, { data }]);
  expect(await world.rows('select count(*) from staff')).toEqual(staff);
  expect((await callers.staff.ask('GET', '/users/3')).text).toBe(answer.text);
});

test('of concurrent calls with the same address, only one succeeds', async () => {
  const body = { name: 'Twin', email: 'twin@example.com' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => post(body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
});

const NAME = { name: 'Eve' };
beforeAll(() => world.done('AddSpamFilter', { type: 'sender', pattern: '@blocked.example' }));

testDoorRefusals(world, 'helpdeskeddy/CreateUser', [
  { message: 'Parameter "name" is required', request: () => post({ email: 'new@example.com' }) },
  { message: 'Parameter "name" must not be empty', request: () => post({ name: ' ', email: 'new@example.com' }) },
  { message: 'Parameter "email" is required', request: () => post(NAME) },
  { message: 'Parameter "email" must not be empty', request: () => post({ ...NAME, email: '' }) },
  { message: 'Parameter "email" must be an e-mail address', request: () => post({ ...NAME, email: 'a@b' }) },
  {
    message: 'Parameter "email" is the e-mail address of another user',
    request: () => post({ ...NAME, email: 'EVE@example.com' }),
  },
  { message: 'The sender is blocked', request: () => post({ ...NAME, email: 'eve@BLOCKED.example' }) },
  {
    message: 'Parameter "phone" may have at most 50 characters',
    request: () => post({ ...NAME, email: 'new@example.com', phone: '0'.repeat(51) }),
  },
  {
    message: forbidden('CreateUser'),
    status: 403,
    because: 'a client',
    request: () => callers.ann.ask('POST', '/users/', { ...NAME, email: 'new@example.com' }),
  },
]);
