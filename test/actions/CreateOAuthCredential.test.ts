import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { twoServices } from '../support/services';
import { useWorld } from '../support/world';

const world = useWorld();

const NAMED = { grantType: 'authorization_code', scope: 'openid email', name: 'Panel' };
const SSO = { grantType: 'single_sign_on', scope: 'clientarea:sso clientarea:tickets' };

let service: number;
let closedService: number;

beforeAll(async () => {
  await world.done('SetConfigurationValue', { setting: 'CompanyName', value: ' Ünder & Over Ltd. ' });
  ({ service, closedService } = await twoServices(world));
});

const rowOf = async (id: unknown) =>
  (
    await world.rows(
      `select o.*, c.description, c.staff_id, array(select r.name from credential_roles cr join roles r on r.id = cr.role_id
         where cr.credential_id = c.id) as roles
       from credentials c join oauth_clients o on o.credential_id = c.id where c.id = $1`,
      [id],
    )
  )[0];

test("registers a program in the published form, and stores the secret's digest", async () => {
  const answer = await world.done('CreateOAuthCredential', NAMED);
  expectAnswer('CreateOAuthCredential', answer);
  expect(answer.clientIdentifier).toMatch(/^NDER-OVER-LTD\.[A-Za-z0-9+/]{22}==$/);
  expect(answer.clientSecret).toMatch(/^[A-Za-z0-9+/]{86}==$/);
  expect(await rowOf(answer.credentialId)).toEqual({
    credential_id: answer.credentialId,
    name: 'Panel',
    grant_type: 'authorization_code',
    scope: 'openid email',
    service_id: null,
    logo_uri: '',
    redirect_uris: [],
    created_at: world.now,
    updated_at: world.now,
    description: '',
    staff_id: null,
    roles: ['OAuth client'],
  });
  const everything = await world.rows<{ text: string }>('select a::text as text from activity_log a');
  expect(JSON.stringify(everything)).not.toContain(String(answer.clientSecret));
  expect(await world.logged()).toMatchObject({
    action: 'CreateOAuthCredential',
    changes: { name: [null, 'Panel'], grantType: [null, 'authorization_code'] },
  });
});

test.each<[string, () => Record<string, unknown>, Record<string, unknown>]>([
  ['a service', () => ({ ...SSO, serviceId: service }), {}],
  ['a description', () => ({ ...NAMED, description: 'For <all>' }), { description: 'For <all>' }],
  [
    'scopes, each once',
    () => ({ ...NAMED, scope: ' openid  email openid\nclientarea:sso ' }),
    { scope: 'openid email clientarea:sso' },
  ],
  ['a logo', () => ({ ...NAMED, logoUri: 'images/logo.png' }), { logo_uri: 'images/logo.png' }],
  ['a logo in a list', () => ({ ...NAMED, logoUri: ['/logo.png'] }), { logo_uri: '/logo.png' }],
  [
    'one address',
    () => ({ ...NAMED, redirectUri: 'https://a.example/?b=1,2' }),
    { redirect_uris: ['https://a.example/?b=1,2'] },
  ],
  [
    'addresses in one text',
    () => ({ ...NAMED, redirectUri: 'https://a.example/, app:back\nhttp://b.example' }),
    { redirect_uris: ['https://a.example/', 'app:back', 'http://b.example'] },
  ],
  [
    'addresses in a list',
    () => ({ ...NAMED, redirectUri: ['https://a.example', 'https://b.example'] }),
    { redirect_uris: ['https://a.example', 'https://b.example'] },
  ],
  ['no service where 0 is sent', () => ({ ...NAMED, serviceId: '0' }), { service_id: null }],
])('stores %s', async (_what, params, expected) => {
  const { credentialId } = await world.done('CreateOAuthCredential', params());
  expect(await rowOf(credentialId)).toMatchObject(expected);
});

test('stores the service, and keeps the registration when the service is deleted', async () => {
  const id = await world.service((await world.client()).clientId);
  const { credentialId } = await world.done('CreateOAuthCredential', { ...SSO, serviceId: id });
  expect(await rowOf(credentialId)).toMatchObject({ service_id: id });
  await world.change('delete from services where id = $1', [id]);
  expect(await rowOf(credentialId)).toMatchObject({ service_id: null });
});

test('registers a program that signs clients in at the token endpoint, and may do nothing else', async () => {
  const { clientId, userId } = await world.client();
  await world.done('UpdateUser', { user_id: userId, password2: 'correct horse' });
  const [client] = await world.rows<{ email: string }>('select email from clients where id = $1', [clientId]);
  const made = await world.done('CreateOAuthCredential', NAMED);
  const [identifier, secret] = [String(made.clientIdentifier), String(made.clientSecret)];
  const grant = { grant_type: 'password', username: client!.email, password: 'correct horse' };
  const basic = (pair: string) => ({ Authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  const ways: [Record<string, string>, Record<string, string>][] = [
    [{ ...grant, client_id: identifier, client_secret: secret }, {}],
    [grant, basic(`${identifier}:${secret}`)],
    // RFC 6749 says so.
    [grant, basic(`${encodeURIComponent(identifier)}:${encodeURIComponent(secret)}`)],
  ];
  for (const [fields, headers] of ways) {
    const answer = await world.send('/oauth/token', { method: 'POST', headers, body: new URLSearchParams(fields) });
    expect(answer).toMatchObject({ status: 200, json: { token_type: 'Bearer' } });
  }
  for (const pair of ['%ff:%', `${encodeURIComponent(identifier)}:wrong`, '%00:%00']) {
    const answer = await world.send('/oauth/token', {
      method: 'POST',
      headers: basic(pair),
      body: new URLSearchParams(grant),
    });
    expect(answer).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
  }
  expect(await world.post({ identifier, secret, action: 'GetTickets' })).toMatchObject({ status: 403 });
});

test('a repeated call with the same key shows no secret', async () => {
  const key = { ...NAMED, idempotencykey: 'once' };
  const first = await world.done('CreateOAuthCredential', key);
  expect(await world.done('CreateOAuthCredential', key)).toEqual({ ...first, clientSecret: '' });
});

testRefusals(world, 'CreateOAuthCredential', [
  { message: 'A valid grant type is required.', params: {} },
  { message: 'A valid grant type is required.', because: 'a list', params: { grantType: ['single_sign_on'] } },
  { message: 'The requested grant type "x" is invalid.', params: { ...NAMED, grantType: 'x' } },
  { message: 'A name for the Client Credential is required.', params: { grantType: 'authorization_code' } },
  { message: 'A name for the Client Credential is required.', because: 'spaces', params: { ...NAMED, name: ' ' } },
  { message: 'A service ID is required for the single sign-on grant type.', params: SSO },
  { message: 'At least one valid scope is required.', params: { ...NAMED, scope: '' } },
  { message: 'At least one valid scope is required.', because: 'spaces', params: { ...NAMED, scope: ' ' } },
  { message: 'The requested scope "x" is invalid.', params: { ...NAMED, scope: 'openid x' } },
  { message: 'A valid Service ID is required.', params: { ...SSO, serviceId: 999_999 } },
  { message: 'A valid Service ID is required.', because: 'no number', params: { ...SSO, serviceId: 'one' } },
  { message: 'Service ID not associated with valid Client.', params: () => ({ ...SSO, serviceId: closedService }) },
  ...[{ redirectUri: 'https://a.example JavaScript:alert(1)' }, { logoUri: 'data:text/html,x' }].map((addresses) => ({
    message: 'The address of a program must not be one of script or data',
    because: Object.keys(addresses).join(),
    params: { ...NAMED, ...addresses },
  })),
  {
    message: 'The address of a program must not contain spaces or control characters',
    params: { ...NAMED, redirectUri: 'https://a.example/\u0001b' },
  },
  {
    message: 'Parameter "redirectUri[0]" must match pattern "^[\\x21-\\x7e]+$"',
    params: { ...NAMED, redirectUri: ['a b'] },
  },
  {
    message: 'Parameter "redirectUri" contains characters that are not valid text',
    params: { ...NAMED, redirectUri: ['a\0b'] },
  },
  {
    message: 'The role "OAuth client" lists oauth/token and nothing else',
    params: NAMED,
    // Only for this test: every program needs the role.
    during: async (call) => {
      const give = (actions: string) =>
        world.change(`update roles set actions = $1 where name = 'OAuth client'`, [actions]);
      await give('{*}');
      try {
        return await call();
      } finally {
        await give('{oauth/token}');
      }
    },
  },
]);
