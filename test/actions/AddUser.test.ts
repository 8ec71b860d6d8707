import bcrypt from 'bcryptjs';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const ANN = { firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com', password2: 'correct horse' };

test('adds a user who can sign in and belongs to no client yet', async () => {
  await world.events();
  const answer = await world.done('AddUser', { ...ANN, email: ' Zoë@example.com ', language: 'french' });
  expectAnswer('AddUser', answer);
  const [user] = await world.rows('select * from users where id = $1', [answer.user_id]);
  expect(user).toMatchObject({
    ...{ first_name: 'Ann', last_name: 'Lee', email: 'Zoë@example.com', language: 'french', email_verified: false },
  });
  expect(bcrypt.compareSync('correct horse', String(user?.password_hash))).toBe(true);
  expect(await world.rows('select 1 from client_users where user_id = $1', [answer.user_id])).toEqual([]);
  expect(await world.events()).toEqual(['UserAdd']);
  const [event] = await world.rows<{ payload: unknown }>('select payload from outbox order by id desc limit 1');
  expect(event?.payload).toEqual({
    ...{ user_id: answer.user_id, firstname: 'Ann', lastname: 'Lee', email: 'Zoë@example.com', language: 'french' },
  });
  expect(await world.logged()).toMatchObject({
    description: `AddUser: user_id ${answer.user_id}`,
    userId: answer.user_id,
    changes: { email: [null, 'Zoë@example.com'] },
  });
});

test('of two concurrent calls with the same address, only one succeeds', async () => {
  const email = 'twice@example.com';
  const answers = await Promise.all([0, 1].map(() => world.call('AddUser', { ...ANN, email })));
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
  expect(answers.find(({ result }) => result === 'error')?.message).toBe(
    'A user already exists with that email address',
  );
});

testRefusals(world, 'AddUser', [
  { message: 'You did not enter a first name', params: {} },
  { message: 'You did not enter a first name', because: 'blank', params: { ...ANN, firstname: ' ' } },
  { message: 'You did not enter a last name', params: { ...ANN, lastname: '' } },
  { message: 'You did not enter an email address', params: { ...ANN, email: undefined } },
  { message: 'You did not enter a password', params: { ...ANN, password2: '' } },
  { message: 'You did not enter a password', because: 'a list', params: { ...ANN, password2: ['a'] } },
  { message: 'The email address entered is not valid', params: { ...ANN, email: 'ann@example' } },
  {
    message: 'The email address entered is not valid',
    because: 'two lines',
    params: { ...ANN, email: 'a@b.com\nBcc:c' },
  },
  {
    message: 'Choose a password of at least 10 characters that is not among the most common ones',
    params: { ...ANN, password2: 'nine char' },
  },
  {
    message: 'A password may have at most 72 bytes',
    params: { ...ANN, password2: 'à la belle étoile '.repeat(4).slice(0, 71) },
  },
  {
    message: 'A user already exists with that email address',
    params: async () => {
      const { userId } = await world.client();
      const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [userId]);
      return { ...ANN, email: user!.email.toUpperCase() };
    },
  },
]);
