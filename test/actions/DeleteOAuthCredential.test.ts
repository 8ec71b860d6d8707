import { insertGrant } from '../../src/store/access/grants';
import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
let weak: Credentials;

beforeAll(async () => {
  weak = await world.credential(['DeleteOAuthCredential']);
  await world.done('AddRole', { name: 'Reader', actions: 'GetTickets' });
});

const add = () =>
  world.done('CreateOAuthCredential', { grantType: 'authorization_code', scope: 'openid', name: 'Panel' });

test('deletes a program with its secret and all its tokens', async () => {
  const before = await world.counts();
  const { credentialId, clientIdentifier } = await add();
  const { clientId } = await world.client();
  const grant = { audience: 'keliweb', credentialId: Number(credentialId), clientId } as const;
  await world.desk.database.transaction('write', (db) => insertGrant(db, grant));
  const answer = await world.done('DeleteOAuthCredential', { credentialId });
  expectAnswer('DeleteOAuthCredential', answer);
  expect(answer.credentialId).toBe(credentialId);
  expect((await world.logged())?.changes).toEqual({ identifier: [clientIdentifier, null], name: ['Panel', null] });
  const { credentials, credential_secrets, credential_roles, oauth_clients, grants } = before;
  expect(await world.counts()).toMatchObject({
    credentials,
    credential_secrets,
    credential_roles,
    oauth_clients,
    grants,
  });
  expect(await world.call('DeleteOAuthCredential', { credentialId })).toMatchObject({ result: 'error' });
});

test('a caller with no other right may delete a program that can only request tokens', async () => {
  const { credentialId } = await add();
  const answer = await calling(world, () => weak).call('DeleteOAuthCredential', { credentialId: String(credentialId) });
  expect(answer).toMatchObject({ result: 'success' });
});

testRefusals(world, 'DeleteOAuthCredential', [
  { message: 'Invalid Credential ID provided.', params: {} },
  { message: 'Invalid Credential ID provided.', because: 'none', params: { credentialId: 999_999 } },
  {
    message: 'Invalid Credential ID provided.',
    because: 'a credential of an API caller',
    params: async () => {
      const [row] = await world.rows('select id from credentials where identifier = $1', [
        world.credentials.identifier,
      ]);
      return { credentialId: row!.id };
    },
  },
  {
    message: 'You may not change what has rights that you do not have',
    params: async () => {
      const { credentialId } = await add();
      await world.done('UpdateCredential', { credentialid: credentialId, roles: 'OAuth client,Reader' });
      return { credentialId: String(credentialId) };
    },
    world: calling(world, () => weak),
  },
]);
