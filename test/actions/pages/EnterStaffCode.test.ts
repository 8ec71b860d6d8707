import { problemOf } from '../../support/links';
import { untilAwaited } from '../../support/locks';
import { afterThisStep } from '../../support/second-factor';
import { STAFF_PASSWORD, signedInStaff, turnOnFactor } from '../../support/staff-browser';
import { useWorld } from '../../support/world';

const world = useWorld();
const COOKIE = 'hatchdesk_staff';

test('the second factor is asked for, and works once', async () => {
  const jo = await signedInStaff(world);
  const device = await turnOnFactor(world, jo);
  expect(device.recoveryCodes).toHaveLength(10);
  afterThisStep(world);
  const asked = await jo.signIn(STAFF_PASSWORD, 'admin/account');
  expect(asked.headers.get('location')).toBe('../admin/sign-in?by=code&goto=admin%2Faccount');
  // The session that waits opens nothing.
  expect((await jo.browser.get('/admin/')).headers.get('location')).toContain('sign-in');
  await jo.browser.get('/admin/sign-in?by=code&goto=admin%2Faccount');
  const wrong = await jo.browser.submit('code', { code: '000' });
  expect([wrong.status, problemOf(wrong)]).toEqual([403, 'This code is wrong, too old or was used before.']);
  const waited = jo.browser.cookie(COOKIE);
  const right = await jo.browser.submit('code', { code: device.code() });
  expect(right.headers.get('location')).toBe('../admin/account');
  expect(jo.browser.cookie(COOKIE)).not.toBe(waited);
  expect((await jo.browser.follow(right)).status).toBe(200);
  // The same code, and the session that waited, lead nowhere.
  jo.browser.setCookie(COOKIE, waited);
  await jo.browser.get('/admin/sign-in?by=code');
  expect((await jo.browser.submit('code', { code: device.code() })).headers.get('location')).toContain('done=late');
});

test('a right code opens nothing once other requests have used up the attempts meanwhile', async () => {
  const jo = await signedInStaff(world);
  const device = await turnOnFactor(world, jo);
  afterThisStep(world);
  await jo.browser.follow(await jo.signIn());
  let entered: ReturnType<typeof jo.browser.submit> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('update staff_sessions set wrong_codes = 5 where staff_id = $1 and awaits_code', [jo.staffId]);
    entered = jo.browser.submit('code', { code: device.code() });
    // The code was checked while there were attempts left, and now waits for this transaction.
    await untilAwaited(db, entered);
  });
  expect((await entered)?.headers.get('location')).toContain('done=late');
});
