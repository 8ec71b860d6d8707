import { hashSecret } from '../../src/access/secrets';
import { DESTINATIONS } from '../../src/dialects/whmcs/oauth';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk = { ...config.desk, publicUrl: 'https://desk.example/support' };
});

let ann: { clientId: number; userId: number };
let bob: { clientId: number; userId: number };
let stranger: number;

beforeAll(async () => {
  [ann, bob] = [await world.client('Ann Lee'), await world.client('Bob Ray')];
  // Ann's user works for Bob too.
  await world.change('insert into client_users (client_id, user_id) values ($1, $2)', [bob.clientId, ann.userId]);
  await world.change(`insert into users (email) values ('nobody@example.com')`);
  const [row] = await world.rows<{ id: number }>(`select id from users where email = 'nobody@example.com'`);
  stranger = row!.id;
  await world.change(
    `insert into clients (id, email, sso_allowed, status) overriding system value
     values (9001, 'a@example.com', false, 'Active'), (9002, 'b@example.com', true, 'Closed')`,
  );
});

const create = (params: Record<string, unknown>) =>
  world.done('CreateSsoToken', { client_id: ann.clientId, ...params });

const rowOf = async ({ access_token }: Record<string, unknown>) =>
  (await world.rows('select * from sso_tokens where hash = $1', [hashSecret(String(access_token))]))[0];

test('makes a token for one minute, stores its digest, and answers with the address to open', async () => {
  const answer = await create({});
  expectAnswer('CreateSsoToken', answer);
  expect(answer.access_token).toMatch(/^[0-9a-f]{40}$/);
  expect(answer.redirect_url).toBe(
    `https://desk.example/support/oauth/singlesignon.php?access_token=${String(answer.access_token)}`,
  );
  expect(await rowOf(answer)).toEqual({
    hash: expect.any(String),
    client_id: ann.clientId,
    user_id: ann.userId,
    path: '/clientarea.php',
    expires_at: new Date(world.now.getTime() + 60_000),
    used_at: null,
  });
  expect(await world.logged()).toMatchObject({ clientId: ann.clientId, userId: ann.userId, changes: null });
});

test('a repeated call with the same key shows no token', async () => {
  await create({ idempotencykey: 'once' });
  expect(await create({ idempotencykey: 'once' })).toMatchObject({ access_token: '', redirect_url: '' });
});

test.each<[string, () => Record<string, unknown>, () => Record<string, unknown>]>([
  [
    'the owner of a client',
    () => ({ client_id: bob.clientId }),
    () => ({ client_id: bob.clientId, user_id: bob.userId }),
  ],
  [
    'a user, at the client that is theirs',
    () => ({ client_id: '', user_id: ann.userId }),
    () => ({ client_id: ann.clientId }),
  ],
  [
    'a user at another client',
    () => ({ client_id: bob.clientId, user_id: ann.userId }),
    () => ({ client_id: bob.clientId, user_id: ann.userId }),
  ],
])('signs in %s', async (_who, params, expected) => {
  expect(await rowOf(await create(params()))).toMatchObject(expected());
});

test.each([
  ['is closed', `status = 'Closed'`],
  ['may not be signed in', 'sso_allowed = false'],
])('signs a user whose own client %s in to another client', async (_what, change) => {
  const [own, other] = [await world.client(), await world.client()];
  await world.change('insert into client_users (client_id, user_id) values ($1, $2)', [other.clientId, own.userId]);
  await world.change(`update clients set ${change} where id = $1`, [own.clientId]);
  const { userId } = own;
  expect(await rowOf(await create({ client_id: '', user_id: userId }))).toMatchObject({ client_id: other.clientId });
});

test('signs in a client without an owner without a user', async () => {
  const { clientId } = await world.client();
  await world.change('update client_users set is_owner = false where client_id = $1', [clientId]);
  expect(await rowOf(await create({ client_id: clientId }))).toMatchObject({ client_id: clientId, user_id: null });
});

test.each<[string, Record<string, unknown>, string]>([
  ['clientarea:homepage', {}, '/clientarea.php'],
  ['clientarea:tickets', {}, '/supporttickets.php'],
  [
    'sso:custom_redirect',
    { sso_redirect_path: 'viewticket.php?tid=123&c=a%20b#end' },
    '/viewticket.php?tid=123&c=a%20b#end',
  ],
  ['sso:custom_redirect', { sso_redirect_path: '/supporttickets.php?page=2' }, '/supporttickets.php?page=2'],
  ['sso:custom_redirect', { sso_redirect_path: 'a..b/c.d?e=f:g//h' }, '/a..b/c.d?e=f:g//h'],
])('%s with %j leads to %s', async (destination, params, path) => {
  expect(await rowOf(await create({ destination, ...params }))).toMatchObject({ path });
});

test.each(DESTINATIONS)('%s is known', async (destination) => {
  const service_id = await world.service(ann.clientId);
  const domain_id = await world.domain(ann.clientId);
  await create({ destination, service_id, domain_id });
});

const custom = (sso_redirect_path: string) => () => ({
  ...{ client_id: ann.clientId, destination: 'sso:custom_redirect', sso_redirect_path },
});

testRefusals(world, 'CreateSsoToken', [
  { message: 'A valid client_id or user_id is required', params: {} },
  { message: 'A valid client_id or user_id is required', because: 'zeros', params: { client_id: '0', user_id: 0 } },
  { message: 'Invalid client_id', params: { client_id: 999_999 } },
  { message: 'Invalid client_id', because: 'no number', params: { client_id: 'one' } },
  { message: 'Invalid user_id', params: () => ({ client_id: ann.clientId, user_id: 999_999 }) },
  { message: 'Invalid user_id for client', params: () => ({ client_id: ann.clientId, user_id: bob.userId }) },
  { message: 'Invalid destination', params: () => ({ client_id: ann.clientId, destination: 'clientarea:moon' }) },
  { message: 'Invalid destination', because: 'no path', params: custom('') },
  ...[
    ...[
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '///evil.example',
    ],
    ...[
      '/a\nSet-Cookie: b=c',
      '/a b',
      '/\tb',
      'ü.php',
      '/',
      '..',
      '../x',
      '/a/../b',
      '/a/%2e%2E/b',
      './x',
      'a/.?b',
      ' //evil.example',
    ],
  ].map((path) => ({ message: 'Invalid destination', because: JSON.stringify(path), params: custom(path) })),
  { message: 'Token could not be provisioned: the user has no client', params: () => ({ user_id: stranger }) },
  {
    message: 'Token could not be provisioned: the destination needs the service_id of a service of the client',
    params: async () => ({
      ...{ client_id: ann.clientId, destination: 'clientarea:product_details' },
      service_id: await world.service(bob.clientId),
    }),
  },
  {
    message: 'Token could not be provisioned: the destination needs the domain_id of a domain of the client',
    params: () => ({ client_id: ann.clientId, destination: 'clientarea:domain_details' }),
  },
  { message: 'SSO authentication blocked for client 9001', params: { client_id: 9001 } },
  { message: 'SSO authentication blocked for client 9002', because: 'closed', params: { client_id: 9002 } },
]);
