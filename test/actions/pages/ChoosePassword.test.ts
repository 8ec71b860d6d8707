import { fieldsOf, problemOf, resetLink, submit } from '../../support/links';
import { untilAwaited } from '../../support/locks';
import { shown } from '../../support/pages';
import { contentOf, schemaOf } from '../../support/refusals';
import { useWorld } from '../../support/world';

const world = useWorld();
const TOO_LONG = 'a long password '.repeat(5).slice(0, 73);
const TOO_MANY_BYTES = 'à la belle étoile '.repeat(4).slice(0, 71);

const emailOf = async (id: number) =>
  (await world.rows<{ email: string }>('select email from users where id = $1', [id]))[0]!.email;

const choose = (path: string, password: string, again = password) =>
  submit(world, path, { password, password_again: again });

const signsIn = async (email: string, password2: string) =>
  (await world.call('ValidateLogin', { email, password2 })).result === 'success';

test('sets the password, which then signs in, and ends the sessions', async () => {
  const { userId, clientId } = await world.client();
  const email = await emailOf(userId);
  await world.done('UpdateUser', { user_id: userId, password2: 'the old one' });
  const { identifier, secret } = await world.credential(['oauth/token']);
  const grant = async (fields: Record<string, string>) =>
    world.send('/oauth/token', {
      method: 'POST',
      body: new URLSearchParams({ client_id: identifier, client_secret: secret, ...fields }),
    });
  const byPassword = (password: string) => grant({ grant_type: 'password', username: email, password });
  const { json: tokens } = await byPassword('the old one');
  const sso = await world.done('CreateSsoToken', { client_id: clientId });
  const path = await resetLink(world, userId);
  await world.events();
  const answer = await choose(path, 'correct horse');
  expect([answer.status, shown(answer.text)]).toEqual([200, expect.stringContaining('The password is set')]);
  expect(await world.events()).toEqual(['UserChangePassword']);
  expect(await world.logged()).toEqual({
    ...{ action: 'pages/ChoosePassword', description: 'pages/ChoosePassword', caller: 'link', username: 'Link' },
    ...{ address: '127.0.0.1', staffId: null, clientId: null, userId, changes: { password_hash: ['...', '...'] } },
  });
  expect([await signsIn(email, 'the old one'), await signsIn(email, 'correct horse')]).toEqual([false, true]);
  expect([(await byPassword('the old one')).status, (await byPassword('correct horse')).status]).toEqual([400, 200]);
  const refreshed = await grant({ grant_type: 'refresh_token', refresh_token: String(tokens?.refresh_token) });
  expect(refreshed.status).toBe(400);
  const used = await world.send(`/oauth/singlesignon.php?access_token=${String(sso.access_token)}`);
  expect(used.status).toBe(403);
  expect(await world.rows('select used_at from password_resets where user_id = $1', [userId])).toEqual([
    { used_at: world.now },
  ]);
});

test("a link to an address that is no longer the user's sets nothing", async () => {
  const { userId } = await world.client();
  await world.done('UpdateUser', { user_id: userId, password2: 'the present one' });
  const path = await resetLink(world, userId);
  await world.done('UpdateUser', { user_id: userId, email: `moved-${userId}@example.com` });
  expect((await choose(path, 'correct horse')).status).toBe(403);
  expect(await signsIn(`moved-${userId}@example.com`, 'the present one')).toBe(true);
});

test('changes no other user, and leaves one entry in the activity log', async () => {
  const [own, other] = [await world.client(), await world.client()];
  await world.done('UpdateUser', { user_id: other.userId, password2: 'of the other' });
  const path = await resetLink(world, own.userId);
  const entries = async () => (await world.rows('select 1 from activity_log')).length;
  const before = await entries();
  await submit(world, path, {
    ...{ password: '  spaces count  ', password_again: '  spaces count  ' },
    ...{ user_id: String(other.userId), id: String(other.userId), token: 'x' },
  });
  expect(await entries()).toBe(before + 1);
  expect(await signsIn(await emailOf(own.userId), '  spaces count  ')).toBe(true);
  expect(await signsIn(await emailOf(other.userId), 'of the other')).toBe(true);
});

test('a concurrent change of the password causes no deadlock', async () => {
  const { userId } = await world.client();
  const path = await resetLink(world, userId);
  let pending: ReturnType<typeof choose> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('update users set password_hash = $2 where id = $1', [userId, 'x']);
    pending = choose(path, 'correct horse');
    await untilAwaited(db, pending);
    await db.query('delete from password_resets where user_id = $1 and used_at is null', [userId]);
  });
  expect((await pending!).status).toBe(403);
});

const REFUSED: [string, Record<string, string>][] = [
  ['You did not enter a password', {}],
  ['You did not enter a password', { password: '', password_again: '' }],
  ['You did not enter a password', { 'password[]': 'x', password_again: 'x' }],
  ['The two passwords are not the same', { password: 'one' }],
  ['The two passwords are not the same', { password: 'one', password_again: 'One' }],
  ['The two passwords are not the same', { password: 'one', 'password_again[]': 'one' }],
  [
    'Choose a password of at least 10 characters that is not among the most common ones',
    { password: 'nine char', password_again: 'nine char' },
  ],
  ['A password may have at most 72 bytes', { password: TOO_LONG, password_again: TOO_LONG }],
  ['A password may have at most 72 bytes', { password: TOO_MANY_BYTES, password_again: TOO_MANY_BYTES }],
];

test.each(REFUSED)('refuses with "%s" in the form, and is not used up', async (message, fields) => {
  const { userId } = await world.client();
  const path = await resetLink(world, userId);
  const content = await contentOf(world);
  const answer = await submit(world, path, fields);
  expect([answer.status, problemOf(answer)]).toEqual([400, message]);
  expect(fieldsOf(answer)).toEqual(['password', 'password_again']);
  expect(await contentOf(world)).toEqual(content);
  expect((await choose(path, TOO_LONG.slice(0, 72))).status).toBe(200);
});

test('tests every listed text', () => {
  const dead = 'Password Reset Not Found';
  expect(new Set([dead, ...REFUSED.map(([message]) => message)])).toEqual(
    new Set(schemaOf('pages/ChoosePassword')['x-refusals']),
  );
});
