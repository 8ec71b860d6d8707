import { createHash } from 'node:crypto';
import { insertStaff } from '../../src/store/people/staff';
import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { onlyAdmin } from '../support/only-admin';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
const lone = useWorld();
let weak: Credentials;
let limited: Credentials;
let joid: number;

beforeAll(async () => {
  weak = await world.credential(['UpdateAdmin', 'GetTicketTypes']);
  limited = await world.credential(['*'], { admin: await world.admin('limited', { departmentIds: [1] }) });
  await world.done('AddRole', { name: 'Reader', actions: 'GetTicketTypes' });
  await lone.done('AddRole', { name: 'Reader', actions: 'GetTicketTypes' });
  await world.done('AddRole', { name: 'All', actions: '*' });
  joid = await world.admin('jo');
});

let last = 0;
const add = async (params: Record<string, unknown> = {}) => {
  last += 1;
  const adminusername = `admin${last}`;
  const { adminid } = await world.done('AddAdmin', { adminusername, roles: 'Reader', ...params });
  return { adminid, adminusername };
};
const shown = async (adminid: unknown) => {
  const answer = await world.done('GetAdmins', { adminid });
  return (answer as unknown as { admins: { admin: Record<string, unknown>[] } }).admins.admin[0];
};
const login = async (username: string, password: string) => {
  const digest = createHash('md5').update(password).digest('hex');
  const sent = { identifier: '', secret: '', username, password: digest, action: 'GetTicketTypes' };
  return (await world.post(sent)).json?.message ?? 'in';
};

test.each<[Record<string, unknown>, Record<string, unknown>]>([
  [{ firstname: 'Jo' }, { firstname: 'Jo', name: 'Jo' }],
  [{ lastname: 'Doe' }, { lastname: 'Doe', name: 'Doe' }],
  [{ email: 'a@example.com' }, { email: 'a@example.com' }],
  [{ roles: 'All' }, { roles: { role: [expect.objectContaining({ name: 'All' })] } }],
  [{ roles: '0' }, { roles: { role: [] } }],
  [{ departments: '1' }, { departments: { department: [1] } }],
  [{ disabled: true }, { disabled: true }],
  [{ apilogin: 'on' }, { apilogin: true }],
  [
    { signature: 'S', notes: 'N', language: 'italian' },
    { signature: 'S', notes: 'N', language: 'italian' },
  ],
])('%j changes that and nothing else', async (params, expected) => {
  const { adminid } = await add();
  const before = await shown(adminid);
  const answer = await world.done('UpdateAdmin', { adminid, ...params });
  expectAnswer('UpdateAdmin', answer);
  expect(await shown(adminid)).toEqual({ ...before, ...expected, updated: expect.any(String) });
});

test('means all departments by 0', async () => {
  const { adminid } = await add({ departments: '1' });
  await world.done('UpdateAdmin', { adminid, departments: '0' });
  expect(await shown(adminid)).toMatchObject({ departments: { department: [] } });
  expect(await world.logged()).toMatchObject({ changes: { departments: [[1], []] } });
});

test('takes a new password and user name from the next call on', async () => {
  const { adminid, adminusername } = await add({ password2: 'the old one' });
  expect(await login(adminusername, 'the old one')).toBe('in');
  await world.done('UpdateAdmin', { adminid, password2: 'the new one', adminusername: ' renamed ' });
  expect(await login('renamed', 'the old one')).toBe('Authentication Failed');
  expect(await login(adminusername, 'the new one')).toBe('Authentication Failed');
  expect(await login('renamed', 'the new one')).toBe('in');
  const entry = await world.logged();
  expect(entry).toMatchObject({ changes: { password_hash: ['...', '...'], username: [adminusername, 'renamed'] } });
  expect(JSON.stringify(entry)).not.toMatch(/new one|\$2/);
});

test('a disabled administrator and their credentials can no longer call', async () => {
  const { adminid } = await add();
  const { identifier, secret } = await world.done('AddCredential', { roles: 'Reader', admin: String(adminid) });
  const call = async () =>
    (await world.post({ identifier: String(identifier), secret: String(secret), action: 'GetTicketTypes' })).json
      ?.result;
  expect(await call()).toBe('success');
  await world.done('UpdateAdmin', { adminid, disabled: 1 });
  expect(await call()).toBe('error');
  await world.done('UpdateAdmin', { adminid, disabled: 0 });
  expect(await call()).toBe('success');
});

test('a user name that another administrator is getting at the same time, in any way, is refused', async () => {
  const { adminid } = await add();
  let pending: Promise<unknown> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await insertStaff(db, { username: 'racing', passwordHash: null, roles: [] });
    pending = world.call('UpdateAdmin', { adminid, adminusername: 'RACING' });
    // The call waits for this transaction, which decides whether the name is taken.
    for (;;) {
      const waiting = await db.query('select 1 from pg_locks where not granted');
      if (waiting.length > 0) return;
    }
  });
  expect(await pending).toEqual({ result: 'error', message: 'There is an administrator of that user name already' });
});

const USERNAME = 'User name is required, with at most 250 characters';
const asWeak = calling(world, () => weak);
const ids = async (params: Record<string, unknown>, added: Record<string, unknown> = {}) => ({
  adminid: String((await add(added)).adminid),
  ...params,
});
test('if nobody may do everything anyway, administrators can still be changed', async () => {
  const adminid = await lone.admin('without-login');
  await lone.change('update credentials set revoked_at = now()');
  await lone.change('update staff set disabled = true where id <> $1', [adminid]);
  await lone.done('UpdateAdmin', { adminid, lastname: 'Changed', roles: 'Reader' });
  await lone.done('DeleteAdmin', { adminid });
});

/** As an administrator who may do everything, in department 1 only. */
const asLimited = calling(world, () => limited);
testRefusals(world, 'UpdateAdmin', [
  { message: 'Admin ID Not Found', params: {} },
  { message: 'Admin ID Not Found', because: 'unknown id', params: { adminid: 999_999, password2: 'a pass word' } },
  { message: USERNAME, params: () => ids({ adminusername: ' ' }) },
  {
    message: 'Choose a password of at least 10 characters that is not among the most common ones',
    params: () => ids({ password2: 'nine char' }),
  },
  {
    message: 'A password may have at most 250 characters',
    params: () => ids({ password2: 'a long password '.repeat(16) }),
  },
  { message: 'Email Address Invalid', params: () => ids({ email: 'no address' }) },
  { message: 'There is no role "NoSuch"', params: () => ids({ roles: 'NoSuch' }) },
  { message: 'Department ID Not Found', params: () => ids({ departments: '999999' }) },
  { message: 'There is an administrator of that user name already', params: () => ids({ adminusername: 'JO' }) },
  { message: 'You may not give rights that you do not have', params: () => ids({ roles: 'All' }), world: asWeak },
  {
    message: 'You may not change what has rights that you do not have',
    because: 'who has them could be signed in as',
    params: () => ids({ password2: 'my password' }, { roles: 'All' }),
    world: asWeak,
  },
  {
    message: 'You may not change what has rights that you do not have',
    because: 'a credential of theirs, which would end',
    params: async () => {
      const { adminid } = await add();
      await world.credential(['*'], { admin: Number(adminid) });
      return { adminid: String(adminid), disabled: '1' };
    },
    world: asWeak,
  },
  {
    message: 'You cannot disable yourself',
    params: () => ({ adminid: joid, disabled: 1 }),
    world: Object.assign(Object.create(world), {
      call: (action: string, params: Record<string, unknown>) => world.call(action, params, 'jo'),
    }),
  },
  {
    message: 'Nobody would be left who may do everything',
    because: 'another role',
    params: async () => ({ adminid: await onlyAdmin(lone), roles: 'Reader' }),
    world: lone,
  },
  {
    message: 'Nobody would be left who may do everything',
    because: 'disabled',
    params: async () => ({ adminid: await onlyAdmin(lone), disabled: true }),
    world: lone,
  },
  {
    message: 'Nobody would be left who may do everything',
    because: 'no API login',
    params: async () => ({ adminid: await onlyAdmin(lone), apilogin: false }),
    world: lone,
  },
  {
    message: 'You may not give access to departments that you do not work in',
    params: () => ids({ departments: '0' }, { departments: '1' }),
    world: asLimited,
  },
]);
