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

testRefusals(world, 'RemoveSecondFactor', [
  { message: 'User Not Found', params: { user_id: 999_999 } },
  { message: 'User Not Found', because: 'by address', params: { email: 'nobody@example.com' } },
  { message: 'Please enter the email address or provide the id', params: {} },
  { message: 'The user has no second factor', params: async () => ({ user_id: (await world.client()).userId }) },
]);
