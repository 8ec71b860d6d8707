import { STAFF_COOKIE } from '../../../src/doors/console/staff-cookie';
import { plainBrowser } from '../../support/browser-without-scripts';
import { problemOf } from '../../support/links';
import { STAFF_PASSWORD, signedInStaff, turnOnFactor } from '../../support/staff-browser';
import { useWorld } from '../../support/world';

const world = useWorld();
const NEW = 'another good battery';

test('shows how and where an administrator is signed in, whatever the role allows', async () => {
  const jo = await signedInStaff(world, { actions: [] });
  const { status, text } = await jo.browser.get('/admin/account');
  expect([status, text]).toEqual([200, expect.stringContaining('Firefox, Linux')]);
  expect(text).toContain('this browser');
});

test('changes the language, the signature and the password, and keeps what was refused', async () => {
  const jo = await signedInStaff(world);
  await jo.browser.get('/admin/account');
  const saved = await jo.browser.submit('settings', { language: 'german', signature: 'Jo </textarea>' });
  expect(saved.headers.get('location')).toBe('../admin/account?done=settings');
  const { text } = await jo.browser.follow(saved);
  expect(text).toContain('Ihr Konto');
  expect(text).toContain('Jo &lt;/textarea&gt;</textarea>');
  const different = await jo.browser.submit('password', {
    ...{ presentpassword: STAFF_PASSWORD, password2: NEW, again: 'x' },
  });
  expect([different.status, problemOf(different)]).toEqual([400, 'Die beiden Passwörter sind nicht gleich']);
  const done = await jo.browser.submit('password', { presentpassword: STAFF_PASSWORD, password2: NEW, again: NEW });
  expect(done.headers.get('location')).toBe('../admin/account?done=password');
  expect((await jo.browser.follow(done)).status).toBe(200);
  expect((await jo.signIn(NEW)).status).toBe(303);
});

test('turning the second factor on ends the sessions in other browsers', async () => {
  const jo = await signedInStaff(world);
  const elsewhere = plainBrowser(world);
  elsewhere.setCookie(STAFF_COOKIE, jo.browser.cookie(STAFF_COOKIE));
  jo.browser.setCookie(STAFF_COOKIE, '');
  await jo.signIn();
  expect((await elsewhere.get('/admin/account')).status).toBe(200);
  await turnOnFactor(world, jo);
  expect((await elsewhere.get('/admin/account')).status).toBe(303);
  expect((await jo.browser.get('/admin/account')).status).toBe(200);
});

test('turns the second factor on and off', async () => {
  const jo = await signedInStaff(world);
  const { code, recoveryCodes } = await turnOnFactor(world, jo);
  expect((await jo.browser.get('/admin/account')).text).toContain('It is on. Recovery codes left: 10.');
  const wrong = await jo.browser.submit('totpEnd', { presentpassword: STAFF_PASSWORD, code: code(-9) });
  expect([wrong.status, problemOf(wrong)]).toEqual([400, 'This code is wrong, too old or was used before']);
  const off = await jo.browser.submit('totpEnd', { presentpassword: STAFF_PASSWORD, code: recoveryCodes[0] ?? '' });
  expect(off.headers.get('location')).toBe('../admin/account?done=totpEnd');
});
