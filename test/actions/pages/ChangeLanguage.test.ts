import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('keeps the language of a user, and refuses one that does not exist', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  const languageOf = async () =>
    (await world.rows<{ language: string }>('select language from users where id = $1', [ann.userId]))[0]?.language;
  await browser.get('/account.php');
  expect((await browser.submit('language', { language: 'german' })).status).toBe(303);
  expect(await languageOf()).toBe('german');
  await browser.get('/account.php');
  expect((await browser.submit('language', { language: 'klingon' })).status).toBe(400);
  expect(await languageOf()).toBe('german');
  await browser.get('/account.php');
  expect((await browser.submit('language', { language: '' })).status).toBe(303);
  expect(await languageOf()).toBe('');
});

test('the pages speak the language at once, and in another browser after signing in', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  await browser.get('/account.php');
  const page = await browser.follow(await browser.submit('language', { language: 'german' }));
  expect(page.text).toContain('Die Sprache ist gespeichert.');
  const other = plainBrowser(world);
  await other.follow(await other.signIn(ann.email, RIGHT));
  expect((await other.get('/account.php')).text).toContain('<html lang="de"');
  // A language that somebody chose in this browser counts more.
  const chosen = plainBrowser(world);
  await chosen.get('/login.php?language=ar');
  await chosen.signIn(ann.email, RIGHT);
  expect((await chosen.get('/account.php')).text).toContain('<html lang="ar"');
});
