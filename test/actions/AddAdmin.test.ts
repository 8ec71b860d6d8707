import { createHash } from 'node:crypto';
import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
let weak: Credentials;
let limited: Credentials;

beforeAll(async () => {
  weak = await world.credential(['AddAdmin', 'GetTicketTypes']);
  limited = await world.credential(['*'], { admin: await world.admin('limited', { departmentIds: [1] }) });
  await world.done('AddRole', { name: 'Reader', actions: 'GetTicketTypes' });
  await world.done('AddRole', { name: 'All', actions: '*' });
});

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const login = async (username: string, password: string, action = 'GetTicketTypes') =>
  (await world.post({ identifier: '', secret: '', username, password: md5(password), action })).json?.message ?? 'in';
const shown = async (adminid: unknown) => {
  const answer = await world.done('GetAdmins', { adminid });
  return (answer as unknown as { admins: { admin: Record<string, unknown>[] } }).admins.admin[0];
};

test('adds an administrator who can call at once, with the MD5 digest of the password', async () => {
  const department = await world.department();
  const answer = await world.done('AddAdmin', {
    adminusername: ' jo ',
    password2: 'a pass word',
    firstname: 'Jo',
    lastname: 'Doe',
    email: ' jo@example.com ',
    roles: 'reader',
    departments: [1, department],
    signature: 'Yours',
    notes: 'Mine',
    language: 'italian',
  });
  expectAnswer('AddAdmin', answer);
  expect(await shown(answer.adminid)).toMatchObject({
    username: 'jo',
    name: 'Jo Doe',
    email: 'jo@example.com',
    roles: { role: [{ name: 'Reader' }] },
    departments: { department: [1, department] },
    disabled: false,
    apilogin: true,
    signature: 'Yours',
    notes: 'Mine',
    language: 'italian',
  });
  expect(await login('JO', 'a pass word')).toBe('in');
  expect(await login('jo', 'a pass word', 'GetTickets')).toBe(
    'Invalid Permissions: API action "gettickets" is not allowed',
  );
  const entry = await world.logged();
  expect(entry).toMatchObject({
    description: `AddAdmin: adminid ${answer.adminid}`,
    changes: { username: [null, 'jo'], roles: [null, ['Reader']], departments: [null, [1, department]] },
  });
  expect(JSON.stringify(entry)).not.toMatch(/pass word|\$2/);
});

test.each<[string, Record<string, unknown>, string]>([
  ['without a password', {}, 'Authentication Failed'],
  ['disabled', { password2: 'a pass word', disabled: 1 }, 'Administrator Account Disabled'],
  ['without API login', { password2: 'a pass word', apilogin: 0 }, 'Access Denied'],
])('refuses calls of an administrator %s', async (name, params, message) => {
  const { adminid } = await world.done('AddAdmin', { adminusername: name, roles: 'Reader', ...params });
  expect(await login(name, 'a pass word')).toBe(message);
  expect(await shown(adminid)).toMatchObject({ departments: { department: [] } });
});

test("does not mistake the caller's user name for the new administrator's", async () => {
  await world.done('AddAdmin', { adminusername: 'boss', password2: 'a pass word', roles: 'All' });
  const { json } = await world.post({
    ...{ identifier: '', secret: '', username: 'boss', password: md5('a pass word') },
    ...{ action: 'AddAdmin', adminusername: 'junior' },
  });
  expect(await shown(json?.adminid)).toMatchObject({ username: 'junior' });
});

test('lets callers grant rights that they have', async () => {
  const answer = await calling(world, () => weak).call('AddAdmin', { adminusername: 'given', roles: 'Reader' });
  expect(answer).toMatchObject({ result: 'success' });
});

const USERNAME = 'User name is required, with at most 250 characters';
/** As an administrator who may do everything, in department 1 only. */
const asLimited = calling(world, () => limited);
testRefusals(world, 'AddAdmin', [
  { message: USERNAME, params: { roles: 'Reader' } },
  { message: USERNAME, because: 'blank', params: { adminusername: ' ' } },
  {
    message: 'Choose a password of at least 10 characters that is not among the most common ones',
    params: { adminusername: 'new', password2: 'nine char' },
  },
  {
    message: 'A password may have at most 250 characters',
    params: { adminusername: 'new', password2: 'a long password '.repeat(16) },
  },
  { message: 'Email Address Invalid', params: { adminusername: 'new', email: 'no address' } },
  { message: 'There is no role "NoSuch"', params: { adminusername: 'new', roles: 'NoSuch' } },
  { message: 'Department ID Not Found', params: { adminusername: 'new', departments: '1,999999' } },
  { message: 'Department ID Not Found', because: 'no id', params: { adminusername: 'new', departments: ['1; drop'] } },
  {
    message: 'There is an administrator of that user name already',
    params: async () => {
      await world.done('AddAdmin', { adminusername: 'taken' });
      return { adminusername: ' TAKEN' };
    },
  },
  {
    message: 'You may not give rights that you do not have',
    params: { adminusername: 'new', roles: 'Reader,All' },
    world: calling(world, () => weak),
  },
  {
    message: 'You may not give access to departments that you do not work in',
    params: { adminusername: 'new', roles: 'All' },
    world: asLimited,
  },
]);
