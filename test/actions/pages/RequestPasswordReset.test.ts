import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { submit } from '../../support/links';
import { wantedLink } from '../../support/mailed-links';
import { visible } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('mails the link of ResetPassword, which ends every session', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  const path = await wantedLink(world, ann.email, 'reset');
  expect(path).toMatch(/^\/password\/reset\//);
  expect((await browser.get('/account.php')).status).toBe(200);
  const chosen = { password: 'another password', password_again: 'another password' };
  expect((await submit(world, path, chosen)).status).toBe(200);
  expect((await browser.get('/account.php')).status).toBe(303);
  expect((await browser.signIn(ann.email, RIGHT)).status).toBe(403);
  expect((await browser.signIn(ann.email, 'another password')).status).toBe(303);
});

test('answers alike if nobody has the address', async () => {
  const ann = await addUserWith(world, RIGHT);
  const answers: unknown[] = [];
  for (const email of [ann.email, 'nobody@example.com']) {
    const browser = plainBrowser(world);
    await browser.get('/login.php?by=reset');
    const answer = await browser.submit('reset', { email });
    answers.push(visible(answer));
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(await wantedLink(world, 'nobody@example.com', 'reset')).toBe('');
});
