import { testDoorRefusals } from '../../support/doors';
import { dataOf, forbidden, useCallers } from '../../support/helpdeskeddy';
import { refuseUnknown, useWorld } from '../../support/world';

const world = useWorld(refuseUnknown);
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

let created = 0;
const nextEmail = () => `user${created++}@example.com`;

test.each<[Record<string, unknown>, Record<string, unknown>?]>([
  [{ organization: ' Fox Ltd ' }, { organization: 'Fox Ltd' }],
  [{ language: 'ru' }],
  [{ notifications: 0 }],
  [{ notifications: true }, { notifications: 1 }],
  [{ status: 'active' }],
  [{ status: 'inactive' }],
  [{ status: 'disabled' }],
  [{ status: 'fired' }, { status: 'disabled' }],
  [{ custom_fields: { 1: 'IT1' } }, { custom_fields: [{ id: 1, field_type: 'text', field_value: 'IT1' }] }],
  [
    { custom_fields: [{ id: 1, field_value: 'IT1' }] },
    { custom_fields: [{ id: 1, field_type: 'text', field_value: 'IT1' }] },
  ],
  [{ skype: 'eve', website: 'https://example.com', alias: 'e', department: [1], user_status: 'online' }, {}],
])('a new user keeps %j, as JSON and as a form', async (sent, expected = sent) => {
  const usual = {
    ...{ organization: '', language: '', notifications: 1, status: 'active', custom_fields: [] },
    ...{ alias: '', skype: '', website: '', department: [], user_status: 'offline' },
  };
  const answer = await post({ name: 'Eve', email: nextEmail(), ...sent });
  expect(answer.json).toMatchObject({ data: { ...usual, ...expected } });
  const form = new URLSearchParams({ name: 'Eve', email: nextEmail() });
  for (const [name, value] of Object.entries(sent)) {
    form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const way = { method: 'POST', headers: callers.staff.headers, body: form };
  expect(await dataOf(world.send('/api/v2/users/', way))).toMatchObject({ ...usual, ...expected });
});

test('a user who is disabled from the beginning has no way in', async () => {
  const { id } = await dataOf(post({ name: 'Eve', email: nextEmail(), status: 'disabled' }));
  expect(await world.rows('select status from clients where id = $1', [id])).toEqual([{ status: 'Closed' }]);
});

/** As the method documentation of the PHP SDK has it. */
const SAMPLE = {
  ...{ name: 'John', lastname: 'Doe', email: 'info@example.com', phone: '37192345678', skype: '' },
  ...{
    website: 'http://example.com',
    organization: 'organization',
    organiz_id: '',
    status: 'test user',
    language: 'en',
  },
  ...{ notifications: 1, group_id: 15, department: [1, 2], password: '123456' },
};
const KEPT = {
  ...{ name: 'John', lastname: 'Doe', email: 'info@example.com', phone: '37192345678', organization: 'organization' },
  ...{ status: 'active', language: 'en', notifications: 1 },
};

test('the published sample adds a user, and its status that nobody knows is reported', async () => {
  const answer = await post(SAMPLE);
  expect([answer.status, answer.json]).toMatchObject([200, { data: KEPT }]);
  expect(answer.headers.get('x-hatchdesk-ignored')).toBe('status: unknown');
});

test('of concurrent calls with the same address, only one succeeds', async () => {
  const body = { name: 'Twin', email: 'twin@example.com' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => post(body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
});

const NAME = { name: 'Eve' };
beforeAll(async () => {
  await world.customField({ name: 'VAT', type: 'text', owner: 'client' });
  await world.customField({ name: 'Plan', type: 'select', options: ['Basic'], owner: 'client' });
  await world.customField({ name: 'Code', type: 'regex', pattern: '^[0-9]+$', owner: 'client' });
  await world.done('AddSpamFilter', { type: 'sender', pattern: '@blocked.example' });
});

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
    message: 'Custom field "99" does not exist',
    request: () => post({ ...NAME, email: 'new@example.com', custom_fields: { 99: 'x' } }),
  },
  {
    message: 'Custom field "Plan" must be one of its options',
    request: () => post({ ...NAME, email: 'new@example.com', custom_fields: { 2: 'x' } }),
  },
  {
    message: 'Custom field "Code" does not have the required format',
    request: () => post({ ...NAME, email: 'new@example.com', custom_fields: { 3: 'x' } }),
  },
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
