import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { signedInStaff } from '../support/staff-browser';
import { useWorld } from '../support/world';

const world = useWorld();

test('ends the one that is named, of the own ones only', async () => {
  const [jo, ann] = [await signedInStaff(world), await signedInStaff(world)];
  const account = await world.done('GetOwnAccount', {}, jo.username);
  const [{ sessionid }] = (account.sessions as { session: [{ sessionid: number }] }).session;
  expect((await world.call('EndOwnSession', { sessionid }, ann.username)).message).toBe('Session Not Found');
  const answer = await world.done('EndOwnSession', { sessionid }, jo.username);
  expectAnswer('EndOwnSession', answer);
  expect(answer.ended).toBe(1);
  expect((await jo.browser.get('/admin/')).status).toBe(303);
  expect((await ann.browser.get('/admin/')).status).toBe(200);
});

test('ends all others from a browser', async () => {
  const jo = await signedInStaff(world);
  const first = jo.browser.cookie('hatchdesk_staff');
  jo.browser.setCookie('hatchdesk_staff', '');
  await jo.signIn();
  await jo.browser.get('/admin/account');
  expect((await jo.browser.submit('others')).headers.get('location')).toContain('done=others');
  expect((await jo.browser.get('/admin/')).status).toBe(200);
  jo.browser.setCookie('hatchdesk_staff', first);
  expect((await jo.browser.get('/admin/')).status).toBe(303);
});

testRefusals(world, 'EndOwnSession', [
  { message: 'Session Not Found', params: { sessionid: 'x' } },
  { message: 'Only an administrator can do this', params: {} },
]);
