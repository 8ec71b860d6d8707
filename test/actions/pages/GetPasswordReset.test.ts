import { fieldsOf, resetLink } from '../../support/links';
import { shown } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld();

test('asks for the new password twice, and shows nothing of the user', async () => {
  const { userId } = await world.client('Ann Lee');
  const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [userId]);
  const answer = await world.send(await resetLink(world, userId));
  expect(fieldsOf(answer)).toEqual(['password', 'password_again']);
  expect(shown(answer.text)).toContain('Choose another password');
  for (const secret of [user!.email, 'Ann Lee', 'Lee']) expect(answer.text).not.toContain(secret);
});

test('an unknown link is refused on a page', async () => {
  const answer = await world.send(`/password/reset/${'x'.repeat(43)}`);
  expect([answer.status, shown(answer.text)]).toEqual([403, expect.stringContaining('This link does not work')]);
});
