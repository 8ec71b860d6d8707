import { createHash } from 'node:crypto';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.publicUrl = 'https://help.example.com';
});

const emailOf = async (id: number) =>
  (await world.rows<{ email: string }>('select email from users where id = $1', [id]))[0]!.email;

test.each<[string, (id: number) => Promise<Record<string, unknown>>]>([
  ['an id', async (id) => ({ id })],
  ['an e-mail address in any letter case', async (id) => ({ email: ` ${(await emailOf(id)).toUpperCase()}` })],
  ['both, of which the id wins', async (id) => ({ id, email: 'somebody.else@example.com' })],
])('mails the user with %s a link for two hours', async (_what, paramsOf) => {
  const { userId, clientId } = await world.client();
  // The next link ends an unused one.
  await world.done('ResetPassword', { id: userId });
  const answer = await world.done('ResetPassword', await paramsOf(userId));
  expectAnswer('ResetPassword', answer);
  const [mail] = await world.rows('select * from emails order by id desc limit 1');
  expect(mail).toMatchObject({
    ...{ user_id: userId, client_id: null, status: 'waiting', subject: 'Choose another password' },
    recipients: [{ name: 'Ann Lee', address: await emailOf(userId) }],
    body: expect.stringContaining('<p>Hello Ann,</p>'),
  });
  const [, token = ''] = /https:\/\/help\.example\.com\/password\/reset\/([\w-]{43})"/.exec(String(mail?.body)) ?? [];
  expect(await world.rows('select * from password_resets where user_id = $1', [userId])).toEqual([
    {
      token_hash: createHash('sha256').update(token).digest('hex'),
      ...{ user_id: userId, used_at: null, created_at: world.now },
      expires_at: new Date(world.now.getTime() + 7_200_000),
    },
  ]);
  expect(await world.logged()).toMatchObject({ action: 'ResetPassword', userId, changes: null });
  expect(await world.done('GetEmails', { clientid: clientId })).toMatchObject({ totalresults: 0 });
});

test("writes in the user's language, if the template has it", async () => {
  const { userId } = await world.client();
  await world.change(`update users set language = 'French' where id = $1`, [userId]);
  await world.done('AddEmailTemplate', {
    ...{ type: 'user', name: 'password reset validation', language: 'french' },
    ...{ subject: 'Mot de passe', message: '{$reset_password_url}' },
  });
  await world.done('ResetPassword', { id: userId });
  expect((await world.rows('select subject from emails order by id desc limit 1'))[0]).toEqual({
    subject: 'Mot de passe',
  });
});

testRefusals(world, 'ResetPassword', [
  { message: 'Please provide a valid email address', params: { email: 'ann' } },
  { message: 'User Not Found', params: { id: 999_999 } },
  { message: 'User Not Found', because: 'no such address', params: { email: 'nobody@example.com' } },
  { message: 'User Not Found', because: 'no number', params: { id: 'x' } },
  { message: 'Please enter the email address or provide the id', params: {} },
  {
    message: 'Email Template is disabled',
    params: async () => {
      await world.change(`update email_templates set disabled = true where name = 'Password Reset Validation'`);
      return { id: (await world.client()).userId };
    },
  },
]);
