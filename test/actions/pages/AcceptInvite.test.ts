import { fieldsOf, inviteLink, problemOf, submit } from '../../support/links';
import { untilAwaited } from '../../support/locks';
import { expectOnlyOurs, HOSTILE, shown } from '../../support/pages';
import { contentOf, schemaOf } from '../../support/refusals';
import { useWorld } from '../../support/world';

const world = useWorld();
const TOO_LONG = 'a long password '.repeat(5).slice(0, 73);

const NEW = { firstname: 'Bob', lastname: 'Ray', password: 'correct horse', password_again: 'correct horse' };

let count = 0;
const newAddress = () => `new${++count}@example.com`;

const userWith = async (email: string) =>
  (await world.rows('select * from users where lower(email) = lower($1)', [email]))[0];

/** A user who can sign in. */
async function someone(password = 'own password'): Promise<{ userId: number; email: string }> {
  const email = newAddress();
  const { user_id } = await world.done('AddUser', {
    ...{ firstname: 'Cy', lastname: 'Orr', email, password2: password },
  });
  return { userId: Number(user_id), email };
}

const membersOf = (clientId: number) =>
  world.rows('select user_id, is_owner, permissions from client_users where client_id = $1 and not is_owner', [
    clientId,
  ]);

const hatch = async (action: string, fields: Record<string, string | number>) => {
  const sent = Object.entries(fields).map(([name, value]) => [name, String(value)]);
  return (await world.post({ action, ...Object.fromEntries(sent) })).json;
};

test('a new user becomes a member, whom the WHMCS API then shows, changes and removes', async () => {
  const { clientId } = await world.client('Ann Lee');
  const email = newAddress();
  const path = await inviteLink(world, clientId, email, 'tickets,products');
  await world.events();
  const answer = await submit(world, path, NEW);
  expect([answer.status, shown(answer.text)]).toEqual([200, expect.stringContaining('account of Ann Lee')]);
  expect(await world.events()).toEqual(['UserAdd']);
  const user = await userWith(email);
  expect(user).toMatchObject({ first_name: 'Bob', last_name: 'Ray', email, language: '', created_at: world.now });
  const userId = Number(user?.id);
  expect(await world.logged()).toEqual({
    ...{ action: 'pages/AcceptInvite', description: 'pages/AcceptInvite', caller: 'link', username: 'Link' },
    ...{ address: '127.0.0.1', staffId: null, clientId, userId },
    changes: { email: [null, email], permissions: [null, ['products', 'tickets']] },
  });
  expect(await world.rows('select accepted_at from client_invites where client_id = $1', [clientId])).toEqual([
    { accepted_at: world.now },
  ]);

  expect(await hatch('ValidateLogin', { email, password2: NEW.password })).toMatchObject({ userid: userId });
  const member = { user_id: userId, client_id: clientId };
  const permissions = async () => (await hatch('GetUserPermissions', member))?.permissions;
  expect(await permissions()).toEqual({ permission: ['products', 'tickets'] });
  expect(await hatch('UpdateUserPermissions', { ...member, permissions: 'invoices' })).toMatchObject({
    result: 'success',
  });
  expect(await permissions()).toEqual({ permission: ['invoices'] });
  expect(await hatch('DeleteUserClient', member)).toMatchObject({ result: 'success' });
  expect(await membersOf(clientId)).toEqual([]);
  // A removed member can be invited again, as an existing user.
  const again = await inviteLink(world, clientId, email);
  expect((await submit(world, again, { password: NEW.password })).status).toBe(200);
  expect(await membersOf(clientId)).toEqual([{ user_id: userId, is_owner: false, permissions: ['tickets'] }]);
});

test("shows a member with permission the client's tickets, and no others", async () => {
  const { clientId } = await world.client('Ann Lee');
  await world.ticket({ clientid: clientId, subject: 'Ours' });
  await world.ticket({ clientid: (await world.client()).clientId, subject: 'Theirs' });
  const { userId, email } = await someone();
  await submit(world, await inviteLink(world, clientId, email), { password: 'own password' });
  const { access_token } = await world.done('CreateSsoToken', { client_id: clientId, user_id: userId });
  const path = `/oauth/singlesignon.php?access_token=${String(access_token)}`;
  const signedOn = await world.send(path, { redirect: 'manual' });
  const Cookie = signedOn.headers.get('set-cookie')!.split(';')[0]!;
  const list = await world.send('/supporttickets.php', { headers: { Cookie } });
  expect([list.text.includes('Ours'), list.text.includes('Theirs')]).toEqual([true, false]);
});

test('a user accepts with their own password, which counts as a sign-in and changes nothing about them', async () => {
  const { clientId } = await world.client('Ann Lee');
  const { userId, email } = await someone();
  const before = await userWith(email);
  await world.events();
  const path = await inviteLink(world, clientId, email.toUpperCase());
  await world.events();
  const answer = await submit(world, path, { ...NEW, password: 'own password' });
  expect(answer.status).toBe(200);
  expect(await userWith(email)).toEqual({ ...before, last_login_at: world.now, last_address: '127.0.0.1' });
  expect(await world.events()).toEqual([]);
  expect(await membersOf(clientId)).toEqual([{ user_id: userId, is_owner: false, permissions: ['tickets'] }]);
  expect(await world.logged()).toMatchObject({ userId, clientId, changes: { permissions: [null, ['tickets']] } });
});

test('a wrong password is refused in the form, and the link stays valid', async () => {
  const { clientId } = await world.client();
  const { email } = await someone();
  const path = await inviteLink(world, clientId, email);
  const content = await contentOf(world);
  const long = 'own password'.padEnd(100, 'x');
  for (const password of ['wrong', NEW.password, 'Own password', long]) {
    const answer = await submit(world, path, { ...NEW, password, password_again: password });
    expect([answer.status, problemOf(answer)]).toEqual([
      ...[400, 'This is not the password of the user with that email address'],
    ]);
    expect(fieldsOf(answer)).toEqual(['password']);
  }
  expect(await contentOf(world)).toEqual(content);
  expect((await submit(world, path, { password: 'own password' })).status).toBe(200);
});

test('refuses a user without a password until they have chosen one', async () => {
  const [{ clientId }, { userId }] = [await world.client(), await world.client()];
  const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [userId]);
  const path = await inviteLink(world, clientId, user!.email);
  expect((await submit(world, path, { password: '' })).status).toBe(400);
  expect((await submit(world, path, { password: 'anything' })).status).toBe(400);
  await world.done('UpdateUser', { user_id: userId, password2: 'anything at all' });
  expect((await submit(world, path, { password: 'anything at all' })).status).toBe(200);
});

test('after ten wrong passwords, wrong ones are told to wait, here and at the API, and the right one is let in', async () => {
  const { clientId } = await world.client();
  const { email } = await someone();
  const path = await inviteLink(world, clientId, email);
  for (let failure = 0; failure < 10; failure += 1) await submit(world, path, { password: `guess ${failure}` });
  const answer = await submit(world, path, { password: 'one more guess' });
  const message = 'Too many failed sign-ins, please try again in a minute';
  expect([answer.status, answer.headers.get('retry-after'), problemOf(answer)]).toEqual([429, '60', message]);
  expect(await hatch('ValidateLogin', { email, password2: 'and another' })).toMatchObject({ message });
  expect((await submit(world, path, { password: 'own password' })).status).toBe(200);
});

const REFUSED: [string, Record<string, string>][] = [
  ['You did not enter a first name', { firstname: '' }],
  ['You did not enter a first name', { firstname: ' ' }],
  ['You did not enter a first name', { firstname: 'x'.repeat(251) }],
  ['You did not enter a last name', { lastname: '' }],
  ['You did not enter a password', { password: '', password_again: '' }],
  ['The two passwords are not the same', { password_again: 'correct house' }],
  ['The two passwords are not the same', { password_again: '' }],
  [
    'Choose a password of at least 10 characters that is not among the most common ones',
    { password: 'nine char', password_again: 'nine char' },
  ],
  ['A password may have at most 72 bytes', { password: TOO_LONG, password_again: TOO_LONG }],
];

test.each(REFUSED)(
  'refuses with "%s" in the form, with what was entered, and uses nothing up',
  async (message, sent) => {
    const { clientId } = await world.client();
    const path = await inviteLink(world, clientId, newAddress());
    const content = await contentOf(world);
    const fields = { ...NEW, ...sent };
    const answer = await submit(world, path, fields);
    expect([answer.status, problemOf(answer)]).toEqual([400, message]);
    expect(answer.text).toContain(`name="firstname" value="${fields.firstname}"`);
    expect(answer.text).not.toContain('correct ho');
    expect(await contentOf(world)).toEqual(content);
    expect((await submit(world, path, NEW)).status).toBe(200);
  },
);

test('refuses missing names', async () => {
  const path = await inviteLink(world, (await world.client()).clientId, newAddress());
  const { firstname, ...others } = NEW;
  expect(problemOf(await submit(world, path, others))).toBe('You did not enter a first name');
  const { lastname: _, ...rest } = { firstname, ...others };
  expect(problemOf(await submit(world, path, rest))).toBe('You did not enter a last name');
});

test('someone who has become a user meanwhile is asked for their password', async () => {
  const { clientId } = await world.client();
  const email = newAddress();
  const path = await inviteLink(world, clientId, email);
  let pending: ReturnType<typeof submit> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('insert into users (email) values ($1)', [email]);
    pending = submit(world, path, NEW);
    await untilAwaited(db, pending);
  });
  const answer = await pending!;
  expect([answer.status, problemOf(answer)]).toEqual([400, 'A user already exists with that email address']);
  expect(fieldsOf(answer)).toEqual(['password']);
  expect(await membersOf(clientId)).toEqual([]);
});

test('a password that changes meanwhile is wrong', async () => {
  const { clientId } = await world.client();
  const { userId, email } = await someone();
  const path = await inviteLink(world, clientId, email);
  let pending: ReturnType<typeof submit> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('update users set password_hash = $2 where id = $1', [userId, 'another']);
    pending = submit(world, path, { password: 'own password' });
    await untilAwaited(db, pending);
  });
  expect(problemOf(await pending!)).toBe('This is not the password of the user with that email address');
  expect(await membersOf(clientId)).toEqual([]);
});

test('nobody can join a client that is being closed', async () => {
  const { clientId } = await world.client();
  const path = await inviteLink(world, clientId, newAddress());
  let pending: ReturnType<typeof submit> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query(`update clients set status = 'Closed' where id = $1`, [clientId]);
    pending = submit(world, path, NEW);
    await untilAwaited(db, pending);
  });
  expect((await pending!).status).toBe(403);
  expect(await membersOf(clientId)).toEqual([]);
});

test('escapes markup from other people', async () => {
  const { clientId } = await world.client();
  await world.change('update clients set first_name = $2 where id = $1', [clientId, HOSTILE]);
  const path = await inviteLink(world, clientId, newAddress());
  const refused = await submit(world, path, { ...NEW, lastname: HOSTILE, password: '' });
  expect(refused.status).toBe(400);
  expectOnlyOurs(refused.text);
  expect(refused.text).toContain('value="&quot;&#39;&gt;&lt;script&gt;');
  const { text } = await submit(world, path, { ...NEW, lastname: HOSTILE });
  expect(shown(text)).toContain(HOSTILE);
  expectOnlyOurs(text);
});

test('tests every listed text', () => {
  const others = [
    ...['Invitation Not Found', 'This is not the password of the user with that email address'],
    ...['A user already exists with that email address', 'Too many failed sign-ins, please try again in a minute'],
  ];
  expect(new Set([...others, ...REFUSED.map(([message]) => message)])).toEqual(
    new Set(schemaOf('pages/AcceptInvite')['x-refusals']),
  );
});
