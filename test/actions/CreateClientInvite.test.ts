import { createHash } from 'node:crypto';
import { expectAnswer } from '../support/answers';
import { addMember } from '../support/members';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.publicUrl = 'https://help.example.com';
});

const invitesOf = (clientId: number) => world.rows('select * from client_invites where client_id = $1', [clientId]);
const lastEmail = async () => (await world.rows('select * from emails order by id desc limit 1'))[0];
const tokenIn = (body: unknown) => /https:\/\/help\.example\.com\/invite\/([\w-]{43})/.exec(String(body))?.[1] ?? '';

test('stores the digest of the invitation and mails the link', async () => {
  const { clientId } = await world.client('Tom <b>');
  await world.events();
  const params = { client_id: clientId, email: ' new@example.com ', permissions: 'tickets,products' };
  const answer = await world.done('CreateClientInvite', params);
  expectAnswer('CreateClientInvite', answer);
  const mail = await lastEmail();
  expect(mail).toMatchObject({
    ...{ recipients: [{ name: '', address: 'new@example.com' }], status: 'waiting', client_id: null },
    subject: 'You are invited to the account of Tom <b>',
    body: expect.stringContaining('the account of Tom &lt;b&gt;.'),
  });
  expect(await invitesOf(clientId)).toMatchObject([
    {
      ...{ email: 'new@example.com', permissions: ['products', 'tickets'], accepted_at: null, created_at: world.now },
      token_hash: createHash('sha256').update(tokenIn(mail?.body)).digest('hex'),
      expires_at: new Date(world.now.getTime() + 7 * 86_400_000),
    },
  ]);
  expect(await world.events()).toEqual(['EmailPreSend']);
  const entry = await world.logged();
  expect(entry).toMatchObject({ clientId, changes: { invited: [null, 'new@example.com'] } });
  expect(JSON.stringify(entry)).not.toContain(tokenIn(mail?.body));
  // Whoever could read the link could use it.
  expect(await world.done('GetEmails', { clientid: clientId })).toMatchObject({ totalresults: 0 });
});

test('replaces an earlier invitation to the same address', async () => {
  const { clientId } = await world.client();
  await world.done('CreateClientInvite', { client_id: clientId, email: 'a@example.com', permissions: 'tickets' });
  await world.done('CreateClientInvite', { client_id: clientId, email: 'A@example.com', permissions: 'emails' });
  await world.done('CreateClientInvite', { client_id: clientId, email: 'b@example.com', permissions: 'emails' });
  expect(await invitesOf(clientId)).toMatchObject([
    { email: 'A@example.com', permissions: ['emails'] },
    { email: 'b@example.com' },
  ]);
});

const params = async () => ({
  ...{ client_id: (await world.client()).clientId, email: 'new@example.com', permissions: 'tickets' },
});

testRefusals(world, 'CreateClientInvite', [
  { message: 'Email is required', params: {} },
  { message: 'Invalid client id', params: async () => ({ ...(await params()), client_id: 999_999 }) },
  { message: 'Invalid client id', because: 'no number', params: async () => ({ ...(await params()), client_id: 'x' }) },
  { message: 'The email address entered is not valid', params: async () => ({ ...(await params()), email: 'new' }) },
  { message: 'User permissions are required', params: async () => ({ ...(await params()), permissions: '' }) },
  {
    message: 'User permissions are required',
    because: 'a comma',
    params: async () => ({ ...(await params()), permissions: ',' }),
  },
  { message: 'Invalid permissions: all', params: async () => ({ ...(await params()), permissions: 'all' }) },
  {
    message: 'User already associated with client',
    params: async () => {
      const { user_id, client_id } = await addMember(world);
      const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [user_id]);
      return { client_id, email: user!.email.toUpperCase(), permissions: 'tickets' };
    },
  },
  {
    message: 'Email Template is disabled',
    params: async () => {
      await world.change(`update email_templates set disabled = true where name = 'Account Access Invitation'`);
      return params();
    },
  },
]);
