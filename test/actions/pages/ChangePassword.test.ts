import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { problemOf } from '../../support/links';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';
const NEW = 'another good password';

beforeAll(() => world.serve());

test('changes the password with the present one, and ends the other sessions', async () => {
  const ann = await addUserWith(world, RIGHT);
  const [here, there] = [plainBrowser(world), plainBrowser(world)];
  await there.signIn(ann.email, RIGHT);
  await here.signIn(ann.email, RIGHT);
  await here.get('/account.php');
  await world.events();
  const answer = await here.submit('password', { present_password: RIGHT, password: NEW, password_again: NEW });
  expect(answer.headers.get('location')).toBe('account.php?done=password');
  expect(await world.events()).toEqual(['UserChangePassword']);
  expect((await here.get('/account.php')).status).toBe(200);
  expect((await there.get('/account.php')).status).toBe(303);
  expect((await there.signIn(ann.email, RIGHT)).status).toBe(403);
  expect((await there.signIn(ann.email, NEW)).status).toBe(303);
});

test.each([
  ['This is not your present password', { present_password: 'wrong', password: NEW, password_again: NEW }],
  ['This is not your present password', { present_password: '', password: NEW, password_again: NEW }],
  ['You did not enter a password', { present_password: RIGHT, password: '', password_again: NEW }],
  ['The two passwords are not the same', { present_password: RIGHT, password: NEW, password_again: 'x' }],
  [
    'Choose a password of at least 10 characters that is not among the most common ones',
    { present_password: RIGHT, password: 'short', password_again: 'short' },
  ],
  [
    'A password may have at most 72 bytes',
    {
      present_password: RIGHT,
      password: 'à la belle étoile '.repeat(5),
      password_again: 'à la belle étoile '.repeat(5),
    },
  ],
])('refuses with "%s", and changes nothing', async (problem, fields) => {
  const ann = await addUserWith(world, RIGHT);
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  await browser.get('/account.php');
  const answer = await browser.submit('password', fields);
  expect([answer.status, problemOf(answer)]).toEqual([400, problem]);
  expect((await plainBrowser(world).signIn(ann.email, RIGHT)).status).toBe(303);
});
