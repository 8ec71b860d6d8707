import { signedInStaff } from '../../support/staff-browser';
import { useWorld } from '../../support/world';

const world = useWorld();
const COOKIE = 'hatchdesk_staff';

test('signs out, and nobody else can sign one out', async () => {
  const jo = await signedInStaff(world);
  const session = jo.browser.cookie(COOKIE);
  const foreign = await jo.browser.post('/admin/sign-out', { proof: 'x' });
  expect(foreign.headers.get('location')).toBe('../admin/');
  const { text } = await jo.browser.get('/admin/');
  const proof = /name="proof" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const answer = await jo.browser.post('/admin/sign-out', { proof });
  expect(answer.headers.get('location')).toBe('../admin/sign-in?done=out');
  expect(await world.logged()).toMatchObject({ action: 'pages/SignOutStaff', username: jo.username });
  jo.browser.setCookie(COOKIE, session);
  expect((await jo.browser.get('/admin/')).status).toBe(303);
});
