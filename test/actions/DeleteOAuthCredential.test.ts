import { insertGrant } from '../../src/store/grants';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a program with its secret and every token that came through it', async () => {
  const params = { grantType: 'authorization_code', scope: 'openid', name: 'Panel' };
  const before = await world.counts();
  const { credentialId } = await world.done('CreateOAuthCredential', params);
  const { clientId } = await world.client();
  const grant = { audience: 'keliweb', credentialId: Number(credentialId), clientId } as const;
  await world.desk.database.transaction('write', (db) => insertGrant(db, grant));
  const answer = await world.done('DeleteOAuthCredential', { credentialId });
  expectAnswer('DeleteOAuthCredential', answer);
  expect(answer.credentialId).toBe(credentialId);
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
]);
