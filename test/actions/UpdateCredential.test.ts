import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
const lone = useWorld();
let weak: Credentials;
let limited: Credentials;

beforeAll(async () => {
  weak = await world.credential(['UpdateCredential', 'OpenTicket']);
  limited = await world.credential(['*'], { admin: await world.admin('limited', { departmentIds: [1] }) });
  await world.done('AddRole', { name: 'Reader', actions: 'GetTicketTypes' });
  await lone.done('AddRole', { name: 'Reader', actions: 'GetTicketTypes' });
  await world.done('AddRole', { name: 'Writer', actions: 'OpenTicket' });
  await world.admin('jo');
});

const add = (params: Record<string, unknown> = {}) => world.done('AddCredential', { roles: 'Writer', ...params });
const shown = async (credentialid: unknown) => {
  const answer = await world.done('GetCredentials', { credentialid });
  return (answer as unknown as { credentials: { credential: Record<string, unknown>[] } }).credentials.credential[0];
};

test('changes what is sent and nothing else, from the next call on', async () => {
  const { credentialid, identifier, secret } = await add({ description: 'Old', admin: 'jo' });
  const call = async () =>
    (await world.post({ identifier: String(identifier), secret: String(secret), action: 'GetTicketTypes' })).status;
  expect(await call()).toBe(403);
  const before = await shown(credentialid);

  const answer = await world.done('UpdateCredential', { credentialid, roles: 'Reader' });
  expectAnswer('UpdateCredential', answer);
  expect(await call()).toBe(200);
  expect(await shown(credentialid)).toEqual({
    ...before,
    roles: { role: [expect.objectContaining({ name: 'Reader' })] },
  });
  expect(await world.logged()).toMatchObject({
    description: `UpdateCredential: credentialid ${credentialid}`,
    changes: { roles: [['Writer'], ['Reader']] },
  });

  await world.done('UpdateCredential', {
    credentialid,
    roles: '0',
    admin: '0',
    description: 'New',
    idformat: 'string',
  });
  expect(await call()).toBe(403);
  expect(await shown(credentialid)).toEqual({
    ...before,
    roles: { role: [] },
    adminid: 0,
    admin: '',
    description: 'New',
    idformat: 'string',
  });
});

const asWeak = calling(world, () => weak);
/** As an administrator who may do everything, in department 1 only. */
const asLimited = calling(world, () => limited);
testRefusals(world, 'UpdateCredential', [
  { message: 'Credential ID Not Found', params: {} },
  { message: 'Credential ID Not Found', because: 'unknown id', params: { credentialid: 999_999 } },
  {
    message: 'Credential ID Not Found',
    because: 'revoked',
    params: async () => {
      const { credentialid } = await add();
      await world.done('DeleteCredential', { credentialid });
      return { credentialid, roles: 'Reader' };
    },
  },
  {
    message: 'There is no role "NoSuch"',
    params: async () => ({ credentialid: (await add()).credentialid, roles: 'NoSuch' }),
  },
  {
    message: 'Admin ID Not Found',
    params: async () => ({ credentialid: (await add()).credentialid, admin: 'nobody' }),
  },
  {
    message: 'You may not give rights that you do not have',
    params: async () => ({ credentialid: String((await add()).credentialid), roles: 'Writer,Reader' }),
    world: asWeak,
  },
  {
    message: 'You may not give rights that you do not have',
    because: "another's name",
    params: async () => ({ credentialid: String((await add()).credentialid), admin: 'jo' }),
    world: asWeak,
  },
  {
    message: 'You may not change what has rights that you do not have',
    params: async () => ({ credentialid: String((await add({ roles: 'Reader' })).credentialid), description: 'Mine' }),
    world: asWeak,
  },
  {
    message: 'Nobody would be left who may do everything',
    params: async () => ({
      credentialid: (await lone.rows<{ id: number }>('select id from credentials'))[0]?.id,
      roles: 'Reader',
    }),
    world: lone,
  },
  {
    message: 'You may not give access to departments that you do not work in',
    params: async () => ({ credentialid: String((await add({ admin: 'limited' })).credentialid), admin: '0' }),
    world: asLimited,
  },
]);
