import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const ANN = { firstname: 'Ann', lastname: 'Lee', email: 'Ann@example.com', password2: 'correct horse' };
let userId: number;

beforeAll(async () => {
  userId = Number((await world.done('AddUser', ANN)).user_id);
});

test('answers who signed in, and records when and from where', async () => {
  const answer = await world.done('ValidateLogin', { email: ' ann@EXAMPLE.com', password2: 'correct horse' });
  expectAnswer('ValidateLogin', answer);
  const [user] = await world.rows<{ password_hash: string }>('select * from users where id = $1', [userId]);
  expect(user).toMatchObject({ last_login_at: world.now, last_address: '' });
  expect(answer).toMatchObject({ userid: userId, twoFactorEnabled: false });
  expect(answer.passwordhash).toMatch(/^[0-9a-f]{64}$/);
  expect(answer.passwordhash).not.toBe(user?.password_hash);
  const entry = await world.logged();
  expect(entry).toMatchObject({ action: 'ValidateLogin', userId, changes: null });
  expect(JSON.stringify(entry)).not.toContain(answer.passwordhash);
});

test('records the address of a call over HTTP', async () => {
  const { json } = await world.post({ action: 'ValidateLogin', email: ANN.email, password2: ANN.password2 });
  expect(json).toMatchObject({ result: 'success', userid: userId });
  expect(await world.rows('select last_address from users where id = $1', [userId])).toEqual([
    { last_address: '127.0.0.1' },
  ]);
});

test("signs in to the user's own account, and to no other", async () => {
  const [own, other] = [await world.client('Bea Ray'), await world.client()];
  const [client] = await world.rows<{ email: string }>('select email from clients where id = $1', [own.clientId]);
  await world.change(`insert into client_users (client_id, user_id, permissions) values ($1, $2, '{tickets}')`, [
    other.clientId,
    own.userId,
  ]);
  await world.done('UpdateUser', { user_id: own.userId, password2: 'of the owner' });
  await world.post({ action: 'ValidateLogin', email: client!.email, password2: 'of the owner' });
  const lastLogin = async (clientid: number) =>
    ((await world.done('GetClientsDetails', { clientid })) as unknown as { client: { lastlogin: string } }).client
      .lastlogin;
  expect(await lastLogin(own.clientId)).toMatch(/^Date: .+<br>IP Address: 127\.0\.0\.1<br>Host: 127\.0\.0\.1$/);
  expect(await lastLogin(other.clientId)).toBe('No Login Logged');
});

test('keeps the digest until the password changes', async () => {
  const check = (password2: string) => world.done('ValidateLogin', { email: ANN.email, password2 });
  const first = await check('correct horse');
  expect((await check('correct horse')).passwordhash).toBe(first.passwordhash);
  await world.done('UpdateUser', { user_id: userId, password2: 'another one' });
  expect((await check('another one')).passwordhash).not.toBe(first.passwordhash);
  expect(await world.call('ValidateLogin', { email: ANN.email, password2: 'correct horse' })).toMatchObject({
    message: 'Email or Password Invalid',
  });
});

test('refuses a user without a password', async () => {
  const { userId: other } = await world.client();
  const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [other]);
  expect(await world.call('ValidateLogin', { email: user!.email, password2: 'anything' })).toEqual({
    ...{ result: 'error', message: 'Email or Password Invalid' },
  });
});

testRefusals(world, 'ValidateLogin', [
  { message: 'Email or Password Invalid', params: {} },
  { message: 'Email or Password Invalid', because: 'no password', params: { email: ANN.email } },
  { message: 'Email or Password Invalid', because: 'nobody', params: { email: 'no@example.com', password2: 'x' } },
  { message: 'Email or Password Invalid', because: 'wrong', params: { email: ANN.email, password2: 'wrong' } },
  { message: 'Email or Password Invalid', because: 'a list', params: { email: ANN.email, password2: ['x'] } },
  {
    message: 'Email or Password Invalid',
    because: 'more than bcrypt reads',
    params: async () => {
      const email = 'long@example.com';
      await world.done('AddUser', { ...ANN, email, password2: 'a long password '.repeat(5).slice(0, 72) });
      return { email, password2: 'a long password '.repeat(5).slice(0, 73) };
    },
  },
  {
    message: 'Too many failed sign-ins, please try again in a minute',
    params: async () => {
      const params = { email: 'guessed@example.com', password2: 'guess' };
      for (let failure = 0; failure < 10; failure += 1) await world.call('ValidateLogin', params);
      return params;
    },
  },
]);
