import { testDoorRefusals } from '../../support/doors';
import { type ApiUser, clientUser, dataOf, forbidden, useCallers } from '../../support/helpdeskeddy';
import { refuseUnknown, useWorld } from '../../support/world';

const world = useWorld(refuseUnknown);
const callers = useCallers(world);
let eve: ApiUser;

const put = (id: number, body: unknown, who = callers.staff) => who.ask('PUT', `/users/${id}`, body);
const shown = (id: number) => dataOf(callers.staff.ask('GET', `/users/${id}`));

beforeAll(async () => {
  await world.customField({ name: 'VAT', type: 'text', owner: 'client' });
  await world.customField({ name: 'Plan', type: 'select', options: ['Basic'], owner: 'client' });
  await world.customField({ name: 'Code', type: 'regex', pattern: '^[0-9]+$', owner: 'client' });
  await world.done('AddSpamFilter', { type: 'sender', pattern: '@blocked.example' });
});
beforeEach(async () => {
  eve = await clientUser(world, 'Eve Fox');
});

test.each<[Record<string, unknown>, Record<string, unknown>?]>([
  [{ name: 'Eva' }],
  [
    { name: ' Eva ', lastname: '' },
    { name: 'Eva', lastname: '' },
  ],
  [{ email: 'Eva@Example.org' }],
  [{ email: ' fox@example.org\u200b' }, { email: 'fox@example.org' }],
  [{ phone: '37192345678' }],
  [{ organization: 'Fox Ltd' }],
  [{ status: 'inactive' }],
  [{ status: 'disabled' }],
  [{ status: 'fired' }, { status: 'disabled' }],
  [{ language: 'en' }],
  [{ notifications: 0 }],
  [{ notifications: '0' }, { notifications: 0 }],
  [{ custom_fields: { 1: 'IT1' } }, { custom_fields: [{ id: 1, field_type: 'text', field_value: 'IT1' }] }],
  [
    { custom_fields: [{ id: 1, field_value: 'IT1' }] },
    { custom_fields: [{ id: 1, field_type: 'text', field_value: 'IT1' }] },
  ],
  [{ password: 'secret', group_id: 15, skype: 'eve', website: 'https://example.com', department: [1, 2] }, {}],
])('%j', async (sent, expected = sent) => {
  const before = await shown(eve.id);
  world.now = new Date(world.now.getTime() + 60_000);
  const answer = await put(eve.id, sent);
  expect(answer.status).toBe(200);
  const after = answer.json!.data as Record<string, unknown>;
  expect(after).toEqual({ ...before, ...expected, date_updated: after.date_updated });
  expect(await shown(eve.id)).toEqual(after);
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

test('the published sample changes a user, and its status that nobody knows is reported', async () => {
  const answer = await put(eve.id, SAMPLE);
  expect([answer.status, answer.json]).toMatchObject([200, { data: { id: eve.id, ...KEPT } }]);
  expect(answer.headers.get('x-hatchdesk-ignored')).toBe('status: unknown');
  await put(eve.id, { email: eve.email });
});

test.each([' Disabled ', 'FIRED'])('the status %j in other letters', async (status) => {
  expect((await put(eve.id, { status })).json).toMatchObject({ data: { status: 'disabled' } });
});

test('what an answer shows, sent back, changes nothing', async () => {
  const company = await world.change<{ id: number }>(
    `insert into clients (company, email) values ('Acme', 'acme@example.com') returning id`,
  );
  await put(eve.id, { custom_fields: { 1: 'IT1', 2: '1' }, notifications: 0, phone: '1', status: 'inactive' });
  for (const id of [eve.id, company[0]!.id]) {
    const before = await shown(id);
    await world.events();
    expect((await put(id, before)).json).toEqual({ data: before });
    expect(await shown(id)).toEqual(before);
    expect(await world.events()).toEqual([]);
  }
});

test('a disabled client has no way in, and an active one has', async () => {
  await put(eve.id, { status: 'disabled' });
  expect((await eve.ask('GET', '/types')).status).toBe(401);
  await put(eve.id, { status: 'active' });
  expect((await eve.ask('GET', '/types')).status).toBe(200);
});

test('a new address ends the old one', async () => {
  await put(eve.id, { email: 'moved@example.com' });
  expect((await eve.ask('GET', '/types')).status).toBe(401);
});

test('a required field may be missing as before', async () => {
  await world.change('update custom_fields set required = true where id = 1');
  expect((await put(eve.id, { name: 'Eva' })).status).toBe(200);
});

const refusing = (message: string, body: unknown) => ({ message, request: () => put(eve.id, body) });

testDoorRefusals(world, 'helpdeskeddy/UpdateUser', [
  { message: 'User with id {999} not found', status: 404, request: () => put(999, {}) },
  {
    message: 'User with id {1000000001} is a member of staff, whom this API does not change',
    request: () => put(callers.staff.id, { name: 'x' }),
  },
  refusing('Parameter "status" must be one of active, inactive, disabled, fired', { status: 'away' }),
  refusing('Parameter "name" must not be empty', { name: ' ' }),
  refusing('Parameter "email" must be an e-mail address', { email: 'eve' }),
  refusing('The sender is blocked', { email: 'eve@blocked.example' }),
  {
    message: 'Parameter "email" is the e-mail address of another user',
    request: () => put(eve.id, { email: callers.bob.email.toUpperCase() }),
  },
  refusing('Custom field "99" does not exist', { custom_fields: { 99: 'x' } }),
  refusing('Custom field "Plan" must be one of its options', { custom_fields: { 2: 'x' } }),
  refusing('Custom field "Code" does not have the required format', { custom_fields: { 3: 'x' } }),
  {
    message: 'You did not provide required custom field value for VAT',
    request: () => put(eve.id, { custom_fields: { 1: '' } }),
  },
  {
    message: forbidden('UpdateUser'),
    status: 403,
    request: () => put(callers.ann.id, { name: 'x' }, callers.ann),
  },
]);
