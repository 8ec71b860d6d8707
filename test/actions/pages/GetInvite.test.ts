import { fieldsOf, inviteLink } from '../../support/links';
import { expectOnlyOurs, HOSTILE, shown } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld();

test('shows who invites whom, and asks a new user for a name and a password', async () => {
  const { clientId } = await world.client('Ann Lee');
  const answer = await world.send(await inviteLink(world, clientId, 'new@example.com'));
  expect(shown(answer.text).replace(/\s+/g, ' ')).toContain('Ann Lee gives you, new@example.com, access');
  expect(fieldsOf(answer)).toEqual(['firstname', 'lastname', 'password', 'password_again']);
});

test('shows the company if the client has no name', async () => {
  const { clientId } = await world.client();
  await world.change(`update clients set first_name = '', last_name = '', company = 'Lee & Co' where id = $1`, [
    clientId,
  ]);
  const answer = await world.send(await inviteLink(world, clientId, 'new@example.com'));
  expect(shown(answer.text)).toContain('Lee & Co');
});

test('asks only for the password of a user with the address, in any letter case', async () => {
  const [{ clientId }, bob] = [await world.client('Ann Lee'), await world.client('Bob Ray')];
  const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [bob.userId]);
  const answer = await world.send(await inviteLink(world, clientId, user!.email.toUpperCase()));
  expect(fieldsOf(answer)).toEqual(['password']);
  for (const secret of ['Bob', 'Ray', user!.email]) expect(answer.text).not.toContain(secret);
});

test('escapes markup from other people', async () => {
  const { clientId } = await world.client();
  await world.change('update clients set first_name = $2 where id = $1', [clientId, HOSTILE]);
  const { text } = await world.send(await inviteLink(world, clientId, 'a&b@example.com'));
  expect(shown(text)).toContain(HOSTILE);
  expect(shown(text)).toContain('a&b@example.com');
  expectOnlyOurs(text);
});

test('an unknown invitation is refused on a page', async () => {
  const answer = await world.send(`/invite/${'x'.repeat(43)}`);
  expect([answer.status, shown(answer.text)]).toEqual([403, expect.stringContaining('This link does not work')]);
});
