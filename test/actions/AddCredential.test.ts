import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
let weak: Credentials;
let limited: Credentials;

beforeAll(async () => {
  weak = await world.credential(['AddCredential', 'OpenTicket']);
  limited = await world.credential(['*'], { admin: await world.admin('limited', { departmentIds: [1] }) });
  await world.done('AddRole', { name: 'Reader', actions: 'GetTicketTypes,GetAdminDetails' });
  await world.done('AddRole', { name: 'Writer', actions: 'OpenTicket' });
  await world.done('AddRole', { name: 'All', actions: '*' });
  await world.admin('jo');
});

const callWith = ({ identifier, secret }: Record<string, unknown>, fields: Record<string, string> = {}) =>
  world.post({ identifier: String(identifier), secret: String(secret), action: 'GetTicketTypes', ...fields });

test('generates identifier and secret, which work at once for the actions of the roles', async () => {
  const answer = await world.done('AddCredential', { roles: 'reader', description: 'A form' });
  expectAnswer('AddCredential', answer);
  expect(answer).toMatchObject({
    identifier: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    secret: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
  });
  expect((await callWith(answer)).status).toBe(200);
  expect((await callWith(answer, { action: 'GetTickets' })).status).toBe(403);
});

test('the identifier and the secret that the call sends are not those of the new credential', async () => {
  const { json } = await world.post({ action: 'AddCredential', roles: 'Reader' });
  expect(json?.identifier).not.toBe(world.credentials.identifier);
  expect((await callWith(json ?? {})).status).toBe(200);
});

test('takes a chosen identifier and secret, an administrator, and ids as text', async () => {
  const answer = await world.done('AddCredential', {
    roles: ['Reader', 'Writer'],
    newidentifier: 'shop.example',
    newsecret: 'correct horse',
    admin: 'JO',
    idformat: 'string',
  });
  expect(answer).toMatchObject({ identifier: 'shop.example', secret: 'correct horse' });
  const { json } = await callWith(answer, { action: 'GetAdminDetails' });
  expect(json).toMatchObject({ adminid: expect.stringMatching(/^\d+$/), name: 'Jo Admin' });
  expect(
    await world.rows('select scheme from credential_secrets where credential_id = $1', [answer.credentialid]),
  ).toEqual([{ scheme: 'bcrypt' }]);
});

test('records who may do what, but no secret', async () => {
  const { credentialid, identifier, secret } = await world.done('AddCredential', { roles: 'Writer', admin: 'jo' });
  const entry = await world.logged();
  expect(entry).toMatchObject({
    description: `AddCredential: credentialid ${credentialid}`,
    changes: { identifier: [null, identifier], roles: [null, ['Writer']], admin: [null, 'jo'] },
  });
  expect(JSON.stringify(entry)).not.toContain(String(secret));
});

test('shows the secret once, and stores it nowhere', async () => {
  const send = () => world.post({ action: 'AddCredential', roles: 'Reader' }, { 'Idempotency-Key': 'one-credential' });
  const [first, second] = [await send(), await send()];
  expect(second.json).toEqual({ ...first.json, secret: '' });
  const kept = await world.rows('select answer::text from idempotency_keys');
  expect(JSON.stringify(kept)).not.toContain(String(first.json?.secret));
});

test('of two concurrent calls with the same identifier, one is refused', async () => {
  const add = () => world.call('AddCredential', { roles: 'Reader', newidentifier: 'race' });
  const results = (await Promise.all([add(), add(), add()])).map(({ result }) => result);
  expect(results.sort()).toEqual(['error', 'error', 'success']);
});

test('lets callers grant rights that they have', async () => {
  const answer = await calling(world, () => weak).call('AddCredential', { roles: 'Writer' });
  expect(answer).toMatchObject({ result: 'success' });
});

const IDENTIFIER = 'An identifier has 1 to 250 letters, digits and signs';
const MORE = 'You may not give rights that you do not have';
const asWeak = calling(world, () => weak);
/** As an administrator who may do everything, in department 1 only. */
const asLimited = calling(world, () => limited);
testRefusals(world, 'AddCredential', [
  { message: 'Roles are required', params: {} },
  { message: 'Roles are required', because: 'no list', params: { roles: { a: 1 } } },
  { message: IDENTIFIER, params: { roles: 'Reader', newidentifier: 'two words' } },
  { message: IDENTIFIER, because: 'long', params: { roles: 'Reader', newidentifier: 'x'.repeat(251) } },
  {
    message: 'A secret may have at most 250 characters',
    params: { roles: 'Reader', newsecret: 'a long one '.repeat(23) },
  },
  {
    message: 'Choose a password of at least 10 characters that is not among the most common ones',
    params: { roles: 'Reader', newsecret: 'nine char' },
  },
  {
    message: 'A password may have at most 72 bytes',
    params: { roles: 'Reader', newsecret: 'à la belle étoile '.repeat(4).slice(0, 71) },
  },
  { message: 'There is no role "NoSuch"', params: { roles: 'Reader,NoSuch' } },
  { message: 'Parameter "roles" contains characters that are not valid text', params: { roles: ['a\0b'] } },
  { message: 'Admin ID Not Found', params: { roles: 'Reader', admin: 'nobody' } },
  { message: 'Parameter "idformat" must be one of number, string', params: { roles: 'Reader', idformat: 'both' } },
  {
    message: 'There is a credential of that identifier already',
    params: async () => {
      await world.done('AddCredential', { roles: 'Reader', newidentifier: 'taken' });
      return { roles: 'Reader', newidentifier: 'taken' };
    },
  },
  { message: MORE, params: { roles: 'Writer,Reader' }, world: asWeak },
  { message: MORE, because: 'everything', params: { roles: 'All' }, world: asWeak },
  { message: MORE, because: "another's name", params: { roles: 'Writer', admin: 'jo' }, world: asWeak },
  {
    message: 'You may not give access to departments that you do not work in',
    params: { roles: 'All' },
    world: asLimited,
  },
]);
