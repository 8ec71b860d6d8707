import { plainBrowser } from '../../support/browser-without-scripts';
import { problemOf } from '../../support/links';
import { addUserWithFactor, afterThisStep } from '../../support/second-factor';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('turns the second factor off with the password and a code, and not with one of them', async () => {
  const ann = await addUserWithFactor(world, RIGHT, '198.51.100.1');
  afterThisStep(world);
  await ann.browser.get('/account.php');
  const wrong = await ann.browser.submit('totpEnd', { present_password: 'wrong', code: ann.code() });
  expect([wrong.status, problemOf(wrong)]).toEqual([400, 'This is not your present password']);
  const none = await ann.browser.submit('totpEnd', { present_password: RIGHT, code: '123' });
  expect([none.status, problemOf(none)]).toEqual([400, 'This code is wrong, too old or was used before']);
  const answer = await ann.browser.submit('totpEnd', { present_password: RIGHT, code: ann.code() });
  expect(answer.headers.get('location')).toBe('account.php?done=totpEnd');
  expect(await world.logged()).toMatchObject({ description: 'Turned off the second factor', userId: ann.userId });
  expect((await plainBrowser(world).signIn(ann.email, RIGHT)).headers.get('location')).toBe('clientarea.php');
  expect(await world.rows('select 1 from recovery_codes')).toEqual([]);
});
