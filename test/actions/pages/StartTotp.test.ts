import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('begins to turn on the second factor, which does not count before it is confirmed', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  await browser.get('/account.php');
  const answer = await browser.submit('totpStart');
  expect(answer.headers.get('location')).toBe('account.php?show=totp');
  const [factor] = await world.rows<{ secret: string }>('select secret from second_factors where user_id = $1', [
    ann.userId,
  ]);
  expect(factor?.secret).toMatch(/^sealed1:/);
  expect((await plainBrowser(world).signIn(ann.email, RIGHT)).headers.get('location')).toBe('clientarea.php');
  // Begun anew, it has another secret.
  await browser.get('/account.php');
  await browser.submit('totpStart');
  const again = await world.rows('select secret from second_factors where user_id = $1', [ann.userId]);
  expect(again).toHaveLength(1);
  expect(again).not.toEqual([factor]);
});
