import bcrypt from 'bcryptjs';
import { expectAnswer } from '../support/answers';
import { untilAwaited } from '../support/locks';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const userOf = async (id: number) => (await world.rows('select * from users where id = $1', [id]))[0];

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['the first name', { firstname: 'Bea' }, { first_name: 'Bea' }],
  ['the last name', { lastname: 'Ray' }, { last_name: 'Ray' }],
  ['the language', { language: 'german' }, { language: 'german' }],
  [
    'the address, which is then not verified',
    { email: ' new@example.com ' },
    { email: 'new@example.com', email_verified: false },
  ],
])('changes %s and nothing else', async (_what, params, expected) => {
  const { userId, clientId } = await world.client();
  await world.change('update users set email_verified = true where id = $1', [userId]);
  const [before, client] = [await userOf(userId), await world.rows('select * from clients where id = $1', [clientId])];
  await world.events();
  const answer = await world.done('UpdateUser', { user_id: userId, ...params });
  expectAnswer('UpdateUser', answer);
  expect(answer.user_id).toBe(userId);
  const after = await userOf(userId);
  expect(after).toEqual({ ...before, ...expected, updated_at: world.now });
  expect(await world.rows('select * from clients where id = $1', [clientId])).toEqual(client);
  expect(await world.events()).toEqual(['UserEdit']);
  const [event] = await world.rows<{ payload: unknown }>('select payload from outbox order by id desc limit 1');
  const published = (user: Record<string, unknown> | undefined) => ({
    ...{ firstname: user?.first_name, lastname: user?.last_name, email: user?.email, language: user?.language },
  });
  expect(event?.payload).toEqual({ user_id: userId, ...published(after), olddata: published(before) });
  const [column] = Object.keys(expected);
  expect(await world.logged()).toMatchObject({
    userId,
    changes: { [column!]: [before?.[column!], expected[column!]] },
  });
});

test('its own address may change in letter case, and stays verified', async () => {
  const { userId } = await world.client();
  await world.change('update users set email_verified = true where id = $1', [userId]);
  const email = String((await userOf(userId))?.email).toUpperCase();
  await world.done('UpdateUser', { user_id: userId, email });
  expect(await userOf(userId)).toMatchObject({ email, email_verified: true });
});

test('ends sessions and links with a new password, which is not logged', async () => {
  const { userId, clientId } = await world.client();
  const values = [clientId, userId];
  await world.change(`insert into client_sessions values (md5(random()::text), $1, $2, now(), now())`, values);
  await world.change(`insert into password_resets values (md5(random()::text), $1, now(), null, now())`, [userId]);
  await world.events();
  await world.done('UpdateUser', { user_id: userId, password2: 'another one' });
  expect(bcrypt.compareSync('another one', String((await userOf(userId))?.password_hash))).toBe(true);
  expect(await world.rows('select 1 from client_sessions where user_id = $1', [userId])).toEqual([]);
  expect(await world.rows('select 1 from password_resets where user_id = $1', [userId])).toEqual([]);
  expect(await world.events()).toEqual(['UserChangePassword']);
  expect(await world.logged()).toMatchObject({ userId, changes: { password_hash: ['...', '...'] } });
});

test('an address that someone else is taking at the same time is refused', async () => {
  const { userId } = await world.client();
  const email = 'racing@example.com';
  let pending: Promise<unknown> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('insert into users (email) values ($1)', [email]);
    pending = world.call('UpdateUser', { user_id: userId, email });
    // The call waits for this transaction, which decides whether the address is taken.
    await untilAwaited(db, pending);
  });
  expect(await pending).toEqual({ result: 'error', message: 'A user already exists with that email address' });
});

const someone = async () => ({ user_id: (await world.client()).userId });

testRefusals(world, 'UpdateUser', [
  { message: 'Invalid User ID requested', params: {} },
  { message: 'Invalid User ID requested', because: 'no such user', params: { user_id: 999_999, firstname: 'A' } },
  { message: 'One of `email`, `firstname`, `lastname`, or `language` is required', params: someone },
  {
    message: 'One of `email`, `firstname`, `lastname`, or `language` is required',
    because: 'empty',
    params: async () => ({ ...(await someone()), firstname: '' }),
  },
  { message: 'The email address entered is not valid', params: async () => ({ ...(await someone()), email: 'x' }) },
  {
    message: 'Choose a password of at least 10 characters that is not among the most common ones',
    params: async () => ({ ...(await someone()), password2: 'nine char' }),
  },
  {
    message: 'A password may have at most 72 bytes',
    params: async () => ({ ...(await someone()), password2: 'a long password '.repeat(5).slice(0, 73) }),
  },
  {
    message: 'A user already exists with that email address',
    params: async () => {
      const [other] = await world.rows<{ email: string }>('select email from users where id = $1', [
        (await someone()).user_id,
      ]);
      return { ...(await someone()), firstname: 'A', email: other!.email.toUpperCase() };
    },
  },
]);
