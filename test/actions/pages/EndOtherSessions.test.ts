import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('ends all browsers but this one', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browsers = Array.from({ length: 3 }, () => plainBrowser(world));
  for (const browser of browsers) await browser.signIn(ann.email, RIGHT);
  const last = browsers[2]!;
  await last.get('/account.php');
  expect((await last.submit('endOthers')).status).toBe(303);
  const statuses = await Promise.all(browsers.map(async (browser) => (await browser.get('/account.php')).status));
  expect(statuses).toEqual([303, 303, 200]);
  expect(await world.logged()).toMatchObject({ description: 'Ended the sessions in all other browsers' });
});
