import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { ask } from '../support/doors';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
const lone = useWorld();
let weak: Credentials;

beforeAll(async () => {
  weak = await world.credential(['DeleteCredential']);
  await world.done('AddRole', { name: 'Program', actions: 'GetTicketTypes,oauth/token' });
});

const add = () => world.done('AddCredential', { roles: 'Program' });

test('the very next call with it is refused, at the WHMCS API and for tokens', async () => {
  const { credentialid, identifier, secret } = await add();
  const call = async () =>
    (await world.post({ identifier: String(identifier), secret: String(secret), action: 'GetTicketTypes' })).json;
  const token = async () =>
    (
      await ask(world, {}, 'POST', '/oauth/token', {
        grant_type: 'password',
        client_id: identifier,
        client_secret: secret,
        username: 'nobody@example.com',
        password: 'x',
      })
    ).json?.error;
  expect(await call()).toMatchObject({ result: 'success' });
  expect(await token()).toBe('invalid_grant');

  const answer = await world.done('DeleteCredential', { credentialid });
  expectAnswer('DeleteCredential', answer);
  expect(await call()).toEqual({ result: 'error', message: 'Invalid or missing credentials' });
  expect(await token()).toBe('invalid_client');
  expect(await world.logged()).toMatchObject({
    description: `DeleteCredential: credentialid ${credentialid}`,
    changes: { identifier: [identifier, null] },
  });
});

test('a program may revoke itself', async () => {
  await world.done('AddRole', { name: 'Ends', actions: 'DeleteCredential' });
  const { credentialid, identifier, secret } = await world.done('AddCredential', { roles: 'Ends' });
  const send = () =>
    world.post({
      identifier: String(identifier),
      secret: String(secret),
      action: 'DeleteCredential',
      credentialid: String(credentialid),
    });
  expect((await send()).json).toMatchObject({ result: 'success' });
  expect((await send()).json).toEqual({ result: 'error', message: 'Invalid or missing credentials' });
});

testRefusals(world, 'DeleteCredential', [
  { message: 'Credential ID Not Found', params: { credentialid: 999_999 } },
  {
    message: 'Credential ID Not Found',
    because: 'for the second time',
    params: async () => {
      const { credentialid } = await add();
      await world.done('DeleteCredential', { credentialid });
      return { credentialid };
    },
  },
  {
    message: 'You may not change what has rights that you do not have',
    params: async () => ({ credentialid: String((await add()).credentialid) }),
    world: calling(world, () => weak),
  },
  {
    message: 'Nobody would be left who may do everything',
    params: async () => ({ credentialid: (await lone.rows<{ id: number }>('select id from credentials'))[0]?.id }),
    world: lone,
  },
]);
