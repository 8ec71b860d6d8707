import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { twoServices } from '../support/services';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();

let named: Record<string, unknown>;
let sso: Record<string, unknown>;
let service: number;
let closedService: number;
let weak: Credentials;

beforeAll(async () => {
  weak = await world.credential(['UpdateOAuthCredential']);
  await world.done('AddRole', { name: 'Reader', actions: 'GetTickets' });
  ({ service, closedService } = await twoServices(world));
  named = await world.done('CreateOAuthCredential', {
    grantType: 'authorization_code',
    scope: 'openid',
    name: 'Panel',
  });
  const params = { grantType: 'single_sign_on', scope: 'clientarea:sso', serviceId: service };
  sso = await world.done('CreateOAuthCredential', params);
  await world.change(`update oauth_clients set created_at = '2020-01-01', updated_at = '2020-01-01'`);
});

const rowOf = async (id: unknown) =>
  (
    await world.rows<Record<string, unknown>>(
      'select o.*, c.description from oauth_clients o join credentials c on c.id = o.credential_id where c.id = $1',
      [id],
    )
  )[0];

/** Whether the token endpoint accepts a program's secret. If so, it refuses the grant instead. */
async function isKnown({ clientIdentifier }: Record<string, unknown>, secret: unknown): Promise<boolean> {
  const body = new URLSearchParams({
    ...{ grant_type: 'refresh_token', refresh_token: 'x' },
    ...{ client_id: String(clientIdentifier), client_secret: String(secret) },
  });
  return (await world.send('/oauth/token', { method: 'POST', body })).json?.error === 'invalid_grant';
}

test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown> | null]>([
  ['nothing when nothing is sent', {}, {}, null],
  ['the name', { name: 'Other' }, { name: 'Other' }, { name: ['Panel', 'Other'] }],
  ['the description', { description: 'New' }, { description: 'New' }, { description: ['', 'New'] }],
  ['the scope', { scope: 'email  profile' }, { scope: 'email profile' }, { scope: ['openid', 'email profile'] }],
  ['the logo', { logoUri: ['/a.png'] }, { logo_uri: '/a.png' }, { logoUri: ['', '/a.png'] }],
  [
    'the addresses',
    { redirectUri: ['https://a.example'] },
    { redirect_uris: ['https://a.example'] },
    { redirectUris: [[], ['https://a.example']] },
  ],
])('changes %s', async (_what, params, expected, changes) => {
  const before = await rowOf(named.credentialId);
  const answer = await world.done('UpdateOAuthCredential', { credentialId: named.credentialId, ...params });
  expectAnswer('UpdateOAuthCredential', answer);
  expect(answer).toEqual({ result: 'success', credentialId: named.credentialId });
  expect(await rowOf(named.credentialId)).toEqual({ ...before, ...expected, updated_at: world.now });
  expect((await world.logged())!.changes).toEqual(changes);
});

test('changes the grant type and service by the identifier, and prefers the id', async () => {
  const clientApiIdentifier = sso.clientIdentifier;
  const other = await world.service((await world.client()).clientId);
  await world.done('UpdateOAuthCredential', { clientApiIdentifier, serviceId: other });
  expect(await rowOf(sso.credentialId)).toMatchObject({ service_id: other, grant_type: 'single_sign_on' });
  await world.done('UpdateOAuthCredential', {
    clientApiIdentifier,
    grantType: 'authorization_code',
    name: 'Now named',
  });
  expect(await rowOf(sso.credentialId)).toMatchObject({ grant_type: 'authorization_code', name: 'Now named' });
  await world.done('UpdateOAuthCredential', { clientApiIdentifier, grantType: 'single_sign_on' });
  await world.done('UpdateOAuthCredential', { credentialId: named.credentialId, clientApiIdentifier, name: 'By id' });
  expect(await rowOf(named.credentialId)).toMatchObject({ name: 'By id' });
  expect(await rowOf(sso.credentialId)).toMatchObject({ name: 'Now named' });
});

test('a new secret works at once, and the old one no longer', async () => {
  const first = await world.done('CreateOAuthCredential', {
    grantType: 'authorization_code',
    scope: 'openid',
    name: 'S',
  });
  expect(await isKnown(first, first.clientSecret)).toBe(true);
  const answer = await world.done('UpdateOAuthCredential', { credentialId: first.credentialId, resetSecret: 'true' });
  expectAnswer('UpdateOAuthCredential', answer);
  expect(answer.newClientSecret).toMatch(/^[A-Za-z0-9+/]{86}==$/);
  expect(await isKnown(first, first.clientSecret)).toBe(false);
  expect(await isKnown(first, answer.newClientSecret)).toBe(true);
  expect(await world.logged()).toMatchObject({ changes: { secret: ['...', '...'] } });
  const unchanged = await world.done('UpdateOAuthCredential', {
    credentialId: first.credentialId,
    resetSecret: 'false',
  });
  expect(unchanged).not.toHaveProperty('newClientSecret');
  expect(await isKnown(first, answer.newClientSecret)).toBe(true);
});

test('can reset the secret of a program whose service is gone, and refuses other changes', async () => {
  const { clientId } = await world.client();
  const serviceId = await world.service(clientId);
  const { credentialId } = await world.done('CreateOAuthCredential', {
    ...{ grantType: 'single_sign_on', scope: 'clientarea:sso', serviceId },
  });
  await world.change('delete from services where id = $1', [serviceId]);
  await world.done('UpdateOAuthCredential', { credentialId, resetSecret: 'true', description: 'Without' });
  expect(await world.call('UpdateOAuthCredential', { credentialId, scope: 'openid' })).toEqual({
    result: 'error',
    message: 'A service ID is required for the single sign-on grant type.',
  });
});

test('a caller with no other right may change a program that can only request tokens', async () => {
  const { clientIdentifier } = named;
  const params = { clientApiIdentifier: String(clientIdentifier), resetSecret: 'true' };
  const answer = await calling(world, () => weak).call('UpdateOAuthCredential', params);
  expect(answer).toMatchObject({ result: 'success' });
});

const it = (params: Record<string, unknown>) => () => ({ credentialId: named.credentialId, ...params });

testRefusals(world, 'UpdateOAuthCredential', [
  { message: 'A Credential ID or Client Identifier is required.', params: { name: 'X' } },
  { message: 'Invalid Credential ID provided.', params: { credentialId: 999_999 } },
  {
    message: 'The address of a program must not be one of script or data',
    params: () => ({ credentialId: named.credentialId, redirectUri: 'vbscript:x' }),
  },
  {
    message: 'The address of a program must not contain spaces or control characters',
    params: () => ({ credentialId: named.credentialId, logoUri: '/logo\u200b.png' }),
  },
  { message: 'Invalid Credential ID provided.', because: 'no number', params: { credentialId: 'one' } },
  {
    message: 'Invalid Credential ID provided.',
    because: 'a credential of an API caller',
    params: async () => {
      const [row] = await world.rows('select id from credentials where identifier = $1', [
        world.credentials.identifier,
      ]);
      return { credentialId: row!.id, resetSecret: true };
    },
  },
  { message: 'Invalid Client Identifier provided.', params: { clientApiIdentifier: 'nobody' } },
  {
    message: 'Invalid Client Identifier provided.',
    because: 'a credential of an API caller',
    params: () => ({ clientApiIdentifier: world.credentials.identifier, resetSecret: true }),
  },
  { message: 'The requested grant type "xxxxx" is invalid.', params: it({ grantType: 'xxxxx' }) },
  { message: 'A name for the Client Credential is required.', params: it({ name: ' ' }) },
  {
    message: 'A service ID is required for the single sign-on grant type.',
    params: it({ grantType: 'single_sign_on' }),
  },
  { message: 'At least one valid scope is required.', params: it({ scope: ' ' }) },
  { message: 'The requested scope "xxxxxxx" is invalid.', params: it({ scope: 'xxxxxxx', resetSecret: true }) },
  { message: 'A valid Service ID is required.', params: it({ serviceId: 999_999 }) },
  {
    message: 'Service ID not associated with valid Client.',
    params: () => ({ credentialId: named.credentialId, serviceId: closedService }),
  },
  {
    message: 'You may not change what has rights that you do not have',
    params: async () => {
      const { credentialId } = await world.done('CreateOAuthCredential', {
        ...{ grantType: 'authorization_code', scope: 'openid', name: 'Panel' },
      });
      await world.done('UpdateCredential', { credentialid: credentialId, roles: 'OAuth client,Reader' });
      return { credentialId: String(credentialId), resetSecret: 'true' };
    },
    world: calling(world, () => weak),
  },
]);
