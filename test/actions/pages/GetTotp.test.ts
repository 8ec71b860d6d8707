import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('shows the key in groups and as an address, until it is confirmed', async () => {
  const ann = await addUserWith(world, RIGHT);
  await world.done('SetConfigurationValue', { setting: 'CompanyName', value: 'Us & Co' });
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  expect((await browser.get('/account.php?show=totp')).headers.get('location')).toBe('account.php');
  await browser.get('/account.php');
  const { text } = await browser.follow(await browser.submit('totpStart'));
  const secret = /<code class="secret" dir="ltr">([A-Z2-7 ]+)</.exec(text)?.[1] ?? '';
  expect(secret.split(' ')).toHaveLength(8);
  expect(text).toContain(
    `href="otpauth://totp/Us%20%26%20Co:${encodeURIComponent(ann.email)}?secret=${secret.replaceAll(' ', '')}&amp;`,
  );
  expect(JSON.stringify(world.log)).not.toContain(secret.replaceAll(' ', ''));
});
