import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('ends the session once, emits UserLogout, and leads to a friendly page', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = plainBrowser(world);
  await browser.follow(await browser.signIn(ann.email, RIGHT));
  await world.events();
  const session = browser.cookie('hatchdesk_session');
  const proof = world.desk.sessions.proofOf(session);
  const answer = await browser.post('/logout.php', { proof });
  expect(browser.cookie('hatchdesk_session')).toBe('');
  expect(await world.events()).toEqual(['UserLogout']);
  expect(await world.logged()).toMatchObject({ description: 'Signed out', userId: ann.userId });
  expect((await browser.follow(answer)).text).toContain('You are signed out.');
  browser.setCookie('hatchdesk_session', session);
  await browser.post('/logout.php', { proof });
  expect(await world.events()).toEqual([]);
});
