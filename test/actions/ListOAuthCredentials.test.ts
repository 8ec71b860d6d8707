import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Rome' };
});

const made: Record<string, unknown>[] = [];
let service: number;

beforeAll(async () => {
  service = await world.service((await world.client()).clientId);
  const named = { grantType: 'authorization_code', scope: 'openid' };
  for (const params of [
    { ...named, name: 'b', description: 'Second', redirectUri: 'https://b.example https://c.example' },
    {
      grantType: 'single_sign_on',
      scope: 'clientarea:sso clientarea:tickets',
      serviceId: service,
      logoUri: 'logo.png',
    },
    { ...named, name: 'A' },
  ]) {
    world.now = new Date(Date.UTC(2016, 10, 18 + made.length, 22, 32, 24));
    made.push(await world.done('CreateOAuthCredential', params));
  }
});

const list = async (params: Record<string, unknown> = {}) =>
  (await world.done('ListOAuthCredentials', params)).clients as unknown as Record<string, unknown>[];

test('lists programs as documented, without their secrets', async () => {
  const answer = await world.done('ListOAuthCredentials');
  expectAnswer('ListOAuthCredentials', answer);
  const [first, second] = answer.clients as unknown as Record<string, unknown>[];
  expect(first).toEqual({
    credentialId: made[0]!.credentialId,
    name: 'b',
    description: 'Second',
    grantTypes: 'authorization_code',
    scope: 'openid',
    clientIdentifier: made[0]!.clientIdentifier,
    clientSecret: '',
    uuid: '',
    serviceId: 0,
    logoUri: '',
    redirectUri: ['https://b.example', 'https://c.example'],
    rsaKeyPairId: 0,
    createdAt: '18th November 2016 11:32:24pm',
    updatedAt: '18th November 2016 11:32:24pm',
  });
  expect(second).toMatchObject({ serviceId: service, logoUri: 'logo.png', redirectUri: [] });
});

test.each<[string, Record<string, unknown>, number[]]>([
  ['everything', {}, [0, 1, 2]],
  ['a grant type', { grantType: 'authorization_code' }, [0, 2]],
  ['an unknown grant type', { grantType: 'implicit' }, []],
  ['at most two', { limit: 2 }, [0, 1]],
  ['no limit', { limit: 0 }, [0, 1, 2]],
  ['the names in order', { sortField: 'name', grantType: 'authorization_code' }, [2, 0]],
  ['the newest first', { sortField: 'createdat', sortOrder: 'desc' }, [2, 1, 0]],
  ['ids downwards', { sortOrder: 'DESC', limit: 1 }, [2]],
])('gives %s', async (_what, params, expected) => {
  expect((await list(params)).map(({ credentialId }) => credentialId)).toEqual(
    expected.map((index) => made[index]!.credentialId),
  );
});

test.each('credentialId name description grantTypes scope clientIdentifier serviceId createdAt updatedAt'.split(' '))(
  'can be sorted by %s',
  async (sortField) => {
    const up = await list({ sortField });
    expect(up).toHaveLength(3);
    expect(await list({ sortField, sortOrder: 'DESC' })).toEqual(up.reverse());
  },
);

test('credentials of API callers and revoked programs are left out', async () => {
  await world.credential(['oauth/token']);
  await world.change('update credentials set revoked_at = now() where id = $1', [made[2]!.credentialId]);
  expect(await list()).toHaveLength(2);
});

testRefusals(world, 'ListOAuthCredentials', [
  {
    message:
      'Invalid sortField. Must be one of credentialId, name, description, grantTypes, scope, clientIdentifier, serviceId, createdAt, updatedAt',
    params: { sortField: 'c.id; select 1' },
  },
  { message: 'Invalid sortOrder. Must be ASC or DESC', params: { sortOrder: 'up' } },
  { message: 'Parameter "limit" is out of range', params: { limit: -1 } },
]);
