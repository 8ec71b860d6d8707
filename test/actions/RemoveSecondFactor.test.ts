import { expectAnswer } from '../support/answers';
import { plainBrowser } from '../support/browser-without-scripts';
import { testRefusals } from '../support/refusals';
import { addUserWithFactor } from '../support/second-factor';
import { useWorld } from '../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

test('lets a user sign in with the password alone', async () => {
  await world.serve();
  const ann = await addUserWithFactor(world, RIGHT, '');
  const answer = await world.done('RemoveSecondFactor', { email: ann.email.toUpperCase() });
  expectAnswer('RemoveSecondFactor', answer);
  expect(answer.user_id).toBe(ann.userId);
  expect((await plainBrowser(world).signIn(ann.email, RIGHT)).headers.get('location')).toBe('clientarea.php');
  expect(await world.logged()).toBeDefined();
});

test("ends the sessions of whoever has lost the device, and nobody else's", async () => {
  await world.serve();
  const [ann, bob] = [await addUserWithFactor(world, RIGHT, ''), await addUserWithFactor(world, RIGHT, '')];
  await world.done('RemoveSecondFactor', { user_id: ann.userId });
  expect((await ann.browser.get('/account.php')).status).toBe(303);
  expect((await bob.browser.get('/account.php')).status).toBe(200);
});

testRefusals(world, 'RemoveSecondFactor', [
  { message: 'User Not Found', params: { user_id: 999_999 } },
  { message: 'User Not Found', because: 'by address', params: { email: 'nobody@example.com' } },
  { message: 'Please enter the email address or provide the id', params: {} },
  { message: 'The user has no second factor', params: async () => ({ user_id: (await world.client()).userId }) },
]);
