import { problemOf } from '../../support/links';
import { addStaff, STAFF_PASSWORD, signedInStaff } from '../../support/staff-browser';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const COOKIE = 'hatchdesk_staff';

test('whoever is not signed in gets to the sign-in, and back to the page', async () => {
  const jo = await addStaff(world);
  const asked = await jo.browser.get('/admin/account?show=nothing');
  expect([asked.status, asked.headers.get('location')]).toEqual([
    303,
    '../admin/sign-in?goto=admin%2Faccount%3Fshow%3Dnothing',
  ]);
  const answer = await jo.signIn(STAFF_PASSWORD, 'admin/account?show=nothing');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '../admin/account?show=nothing']);
  expect(answer.headers.getSetCookie().join()).toMatch(
    /^hatchdesk_staff=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/,
  );
  expect((await jo.browser.follow(answer)).text).toContain(jo.username);
  expect(await world.logged()).toMatchObject({
    ...{ action: 'pages/SignInStaff', description: 'Signed in with the password' },
    ...{ caller: `staff:${jo.staffId}`, username: jo.username, staffId: jo.staffId },
  });
  expect(JSON.stringify(world.log)).not.toContain(jo.browser.cookie(COOKIE));
});

test.each(['//evil.example', 'https://evil.example', 'admin/sign-out', '/\\evil.example'])(
  'goes on to the queue, and not to %s',
  async (goto) => {
    const jo = await addStaff(world);
    expect((await jo.signIn(STAFF_PASSWORD, goto)).headers.get('location')).toBe('../admin/');
  },
);

test('every failure is answered alike: unknown, wrong, disabled, without password', async () => {
  const [jo, disabled, without] = [await addStaff(world), await addStaff(world), await addStaff(world)];
  await world.change('update staff set disabled = true where id = $1', [disabled.staffId]);
  await world.change('update staff set password_hash = null where id = $1', [without.staffId]);
  const unknown = { ...(await addStaff(world)), username: 'nobody' };
  const tries = [
    jo.signIn('another one'),
    jo.signIn(''),
    disabled.signIn(),
    without.signIn(),
    (async () => {
      await unknown.browser.get('/admin/sign-in');
      return unknown.browser.submit('password', { username: 'nobody', password: STAFF_PASSWORD });
    })(),
  ];
  for (const answer of await Promise.all(tries)) {
    expect([answer.status, problemOf(answer)]).toEqual([403, 'The user name or the password is wrong.']);
    expect(answer.headers.getSetCookie().join()).not.toContain(COOKIE);
  }
});

test('after ten wrong passwords a wrong one gets 429, and the administrator is let in', async () => {
  const jo = await addStaff(world, { address: '198.51.100.1' });
  const statuses: number[] = [];
  for (let tries = 0; tries < 11; tries++) statuses.push((await jo.signIn(`wrong ${tries}`)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429]);
  expect((await jo.signIn()).status).toBe(303);
});

test('a client is no administrator, and an administrator no client', async () => {
  const jo = await signedInStaff(world);
  const session = jo.browser.cookie(COOKIE);
  jo.browser.setCookie('hatchdesk_session', session);
  expect((await jo.browser.get('/supporttickets.php')).headers.get('location')).toContain('login.php');
  jo.browser.setCookie(COOKIE, 'x'.repeat(43));
  expect((await jo.browser.get('/admin/')).headers.get('location')).toContain('sign-in');
});

test('a form needs the proof of the session', async () => {
  const [jo, ann] = [await signedInStaff(world), await signedInStaff(world)];
  const { text } = await ann.browser.get('/admin/account');
  const proof = /name="proof" value="([^"]+)"/.exec(text)?.[1] ?? '';
  for (const sent of [{}, { proof: '' }, { proof }]) {
    const answer = await jo.browser.post('/admin/account', { task: 'others', ...sent });
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('before you signed in')]);
  }
});

test('a session ends when nobody used it for eight hours, and with the administrator', async () => {
  const before = world.now;
  const [jo, ann] = [await signedInStaff(world), await signedInStaff(world)];
  world.now = new Date(before.getTime() + 7.9 * 3_600_000);
  expect((await jo.browser.get('/admin/')).status).toBe(200);
  world.now = new Date(before.getTime() + 15 * 3_600_000);
  expect((await jo.browser.get('/admin/')).status).toBe(200);
  expect((await ann.browser.get('/admin/')).status).toBe(303);
  await world.done('UpdateAdmin', { adminid: jo.staffId, disabled: true });
  expect((await jo.browser.get('/admin/')).status).toBe(303);
  world.now = before;
});

test('what somebody wrote whose session has ended stays on a page, to be sent again', async () => {
  const jo = await signedInStaff(world);
  jo.browser.setCookie(COOKIE, 'x'.repeat(43));
  const answer = await jo.browser.post('/admin/account', { proof: 'x', message: 'Words & <more>' });
  expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('Words &amp; &lt;more&gt;</textarea>')]);
  expect(answer.text).toContain('href="../admin/sign-in"');
});

test('a refusal is a page of the console', async () => {
  const jo = await signedInStaff(world);
  const { status, text } = await jo.browser.get('/admin/nothing-here');
  expect([status, text]).toEqual([404, expect.not.stringContaining('Back to the tickets')]);
});
