import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { STAFF_PASSWORD, signedInStaff } from '../support/staff-browser';
import { useWorld } from '../support/world';

const world = useWorld();
const NEW = 'another good battery';

test('sets the password, ends the sessions, and shows neither password to the log', async () => {
  const jo = await signedInStaff(world);
  const params = { presentpassword: STAFF_PASSWORD, password2: NEW };
  const answer = await world.done('ChangeOwnPassword', params, jo.username);
  expectAnswer('ChangeOwnPassword', answer);
  expect(answer.ended).toBe(1);
  expect((await jo.browser.get('/admin/')).status).toBe(303);
  expect((await jo.signIn(NEW)).status).toBe(303);
  expect(JSON.stringify(await world.rows('select * from activity_log'))).not.toContain(NEW);
  expect((await world.call('ChangeOwnPassword', params, jo.username)).message).toBe(
    'This is not your present password',
  );
});

const given = { presentpassword: STAFF_PASSWORD, password2: NEW };
testRefusals(world, 'ChangeOwnPassword', [
  { message: 'This is not your present password', params: { password2: NEW } },
  { message: 'You did not enter a password', params: { presentpassword: STAFF_PASSWORD } },
  { message: 'Only an administrator can do this', params: given },
  {
    message: 'Choose a password of at least 10 characters that is not among the most common ones',
    params: { ...given, password2: 'password123' },
    admin: async () => (await signedInStaff(world)).username,
  },
]);
