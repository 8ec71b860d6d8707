import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { wantedLink } from '../../support/mailed-links';
import { shown, visible } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

/** Presses the button on the page of a link. */
async function press(path: string, browser = plainBrowser(world)) {
  const { text } = await browser.get(path);
  const proof = /name="proof" value="([^"]*)"/.exec(text)?.[1] ?? '';
  return browser.post(path, { proof });
}

test('signs in once, by the button only', async () => {
  const ann = await addUserWith(world, RIGHT);
  const path = await wantedLink(world, ann.email);
  const browser = plainBrowser(world);
  for (const _ of [1, 2]) expect(shown((await browser.get(path)).text)).toContain(`sign in as ${ann.email}`);
  await world.events();
  const answer = await press(path, browser);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '../clientarea.php']);
  expect((await browser.follow(answer)).status).toBe(200);
  expect(await world.logged()).toMatchObject({ description: 'Signed in by a mailed link', userId: ann.userId });
  expect(await world.events()).toEqual(['UserLogin']);
  expect((await press(path)).status).toBe(403);
  expect(JSON.stringify(world.log)).not.toContain(path.slice('/login/'.length));
});

test('of ten uses at once, one signs in', async () => {
  const ann = await addUserWith(world, RIGHT);
  const path = await wantedLink(world, ann.email);
  const answers = await Promise.all(Array.from({ length: 10 }, () => press(path)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 9 }, () => 403)]);
});

test('a link that is wrong, old or used, or whose user has changed the password, gets the same page', async () => {
  const ann = await addUserWith(world, RIGHT);
  const before = world.now;
  const old = await wantedLink(world, ann.email);
  world.now = new Date(before.getTime() + 15 * 60_000);
  const gone = visible(await plainBrowser(world).get(old));
  expect([gone.status, shown(gone.text)]).toEqual([403, expect.stringContaining('This link does not work')]);
  const changed = await wantedLink(world, ann.email);
  await world.done('UpdateUser', { user_id: ann.userId, password2: 'another password' });
  const comparable = ({ text, ...rest }: ReturnType<typeof visible>) => ({
    ...rest,
    text: text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID'),
  });
  for (const path of [old, changed, `/login/${'x'.repeat(43)}`, '/login/x', '/login/']) {
    expect(comparable(visible(await plainBrowser(world).get(path)))).toEqual(comparable(gone));
  }
});

test.each([
  ['another address', (email: string) => `new.${email}`, 403],
  ['the same one in other letters', (email: string) => email.toUpperCase(), 200],
])('a link that was mailed before the user got %s', async (_what, changed, status) => {
  const ann = await addUserWith(world, RIGHT);
  const path = await wantedLink(world, ann.email);
  await world.done('UpdateUser', { user_id: ann.userId, email: changed(ann.email) });
  expect((await plainBrowser(world).get(path)).status).toBe(status);
});

test('a form of another site uses nothing up', async () => {
  const ann = await addUserWith(world, RIGHT);
  const path = await wantedLink(world, ann.email);
  const browser = plainBrowser(world);
  expect((await browser.post(path, {})).status).toBe(403);
  expect(browser.cookie('hatchdesk_session')).toBe('');
  expect((await press(path)).status).toBe(303);
});
