import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { problemOf } from '../../support/links';
import { addUserWithFactor, turnOnTotp } from '../../support/second-factor';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('turns the second factor on, and shows ten recovery codes once', async () => {
  const ann = await addUserWithFactor(world, RIGHT, '198.51.100.1');
  expect(new Set(ann.recoveryCodes).size).toBe(10);
  expect(ann.recoveryCodes.every((code) => /^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/.test(code))).toBe(true);
  const stored = await world.rows('select hash from recovery_codes');
  expect(JSON.stringify(stored)).not.toContain(ann.recoveryCodes[0]);
  const { text } = await ann.browser.get('/account.php');
  expect(text).toContain('Recovery codes left: 10');
  expect(text).not.toContain(ann.recoveryCodes[0]);
  const answer = await plainBrowser(world).signIn(ann.email, RIGHT);
  expect(answer.headers.get('location')).toBe('login.php?by=code');
  expect((await world.call('ValidateLogin', { email: ann.email, password2: RIGHT })).twoFactorEnabled).toBe(true);
});

test('ends the sessions in other browsers, which began without it', async () => {
  const ann = await addUserWith(world, RIGHT);
  const [here, elsewhere, eve] = [plainBrowser(world), plainBrowser(world), plainBrowser(world)];
  for (const browser of [here, elsewhere]) await browser.signIn(ann.email, RIGHT);
  await eve.signIn((await addUserWith(world, RIGHT)).email, RIGHT);
  await turnOnTotp(world, here, RIGHT);
  expect((await here.get('/account.php')).status).toBe(200);
  expect((await elsewhere.get('/account.php')).status).toBe(303);
  expect((await eve.get('/account.php')).status).toBe(200);
});

test('a wrong code turns nothing on, and the same key is shown again', async () => {
  const { email, browser } = await addUserWithFactor(world, RIGHT, '198.51.100.2');
  await world.change('update second_factors set confirmed_at = null, last_step = 0');
  const before = (await browser.get('/account.php?show=totp')).text;
  const answer = await browser.submit('totpConfirm', { present_password: RIGHT, code: 'no code' });
  expect([answer.status, problemOf(answer)]).toEqual([400, 'This code is wrong, too old or was used before']);
  const keyOf = (text: string) => /<code class="secret"[^>]*>([^<]*)</.exec(text)?.[1];
  expect(keyOf(answer.text)).toBe(keyOf(before));
  expect((await plainBrowser(world).signIn(email, RIGHT)).headers.get('location')).toBe('clientarea.php');
});

test('asks for the present password, lest somebody at an unlocked computer lock its owner out', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  for (const password of ['', 'another one']) {
    await expect(turnOnTotp(world, browser, password)).resolves.toMatchObject({ recoveryCodes: [] });
    expect((await browser.get('/account.php?show=totp')).status).toBe(200);
  }
  const refused = await browser.submit('totpConfirm', { present_password: 'another one', code: '000000' });
  expect([refused.status, problemOf(refused)]).toEqual([400, 'This is not your present password']);
});

test('asks nobody for a password who has none', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  await world.change('update users set password_hash = null where id = $1', [ann.userId]);
  await browser.get('/account.php');
  expect((await browser.follow(await browser.submit('totpStart'))).text).not.toContain('name="present_password"');
  expect((await turnOnTotp(world, browser, '')).recoveryCodes).toHaveLength(10);
});
