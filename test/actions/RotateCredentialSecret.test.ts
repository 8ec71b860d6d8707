import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
let weak: Credentials;
const began = new Date('2027-01-31T09:00:00Z');

beforeAll(async () => {
  weak = await world.credential(['RotateCredentialSecret']);
  await world.done('AddRole', { name: 'Reader', actions: 'GetTicketTypes' });
});

beforeEach(() => {
  world.now = began;
});

const add = () => world.done('AddCredential', { roles: 'Reader' });
const works = async (identifier: unknown, secret: unknown) =>
  (await world.post({ identifier: String(identifier), secret: String(secret), action: 'GetTicketTypes' })).status ===
  200;
const after = (minutes: number) => new Date(began.getTime() + minutes * 60_000);

test.each<[string, Record<string, unknown>, number]>([
  ['an hour by default', {}, 60],
  ['the given time', { overlap: 5 }, 5],
])('the old secret works for %s', async (_case, params, minutes) => {
  const { credentialid, identifier, secret: old } = await add();
  const answer = await world.done('RotateCredentialSecret', { credentialid, ...params });
  expectAnswer('RotateCredentialSecret', answer);
  expect(answer).toMatchObject({
    identifier,
    oldsecretends: after(minutes).toISOString().slice(0, 19).replace('T', ' '),
  });
  world.now = after(minutes - 1);
  expect(await works(identifier, old)).toBe(true);
  world.now = after(minutes);
  expect(await works(identifier, old)).toBe(false);
  expect(await works(identifier, answer.secret)).toBe(true);
});

test('with an overlap of 0 ends the old secret at once, and earlier ones too', async () => {
  const { credentialid, identifier, secret: first } = await add();
  const second = (await world.done('RotateCredentialSecret', { credentialid })).secret;
  expect(await works(identifier, first)).toBe(true);
  const { secret: third } = await world.done('RotateCredentialSecret', { credentialid, overlap: 0 });
  expect(await Promise.all([first, second, third].map((secret) => works(identifier, secret)))).toEqual([
    false,
    false,
    true,
  ]);
  const entry = await world.logged();
  expect(entry).toMatchObject({
    description: `RotateCredentialSecret: credentialid ${credentialid}, overlap 0 minutes`,
  });
  expect(JSON.stringify(entry)).not.toContain(String(third));
});

test('takes a chosen secret', async () => {
  const { credentialid, identifier } = await add();
  await world.done('RotateCredentialSecret', { credentialid, newsecret: 'correct horse' });
  expect(await works(identifier, 'correct horse')).toBe(true);
});

testRefusals(world, 'RotateCredentialSecret', [
  { message: 'Credential ID Not Found', params: { credentialid: 999_999 } },
  {
    message: 'Credential ID Not Found',
    because: 'revoked',
    params: async () => {
      const { credentialid } = await add();
      await world.done('DeleteCredential', { credentialid });
      return { credentialid };
    },
  },
  {
    message: 'A secret may have at most 250 characters',
    params: { credentialid: 1, newsecret: 'a long one '.repeat(23) },
  },
  {
    message: 'Choose a password of at least 10 characters that is not among the most common ones',
    params: { credentialid: 1, newsecret: 'nine char' },
  },
  {
    message: 'A password may have at most 72 bytes',
    params: { credentialid: 1, newsecret: 'a long password '.repeat(5).slice(0, 73) },
  },
  { message: 'Parameter "overlap" is out of range', params: { credentialid: 1, overlap: -1 } },
  {
    message: 'You may not change what has rights that you do not have',
    params: async () => ({ credentialid: String((await add()).credentialid) }),
    world: calling(world, () => weak),
  },
]);
