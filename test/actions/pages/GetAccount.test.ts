import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { expectOnlyOurs, HOSTILE, shown } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('shows who is signed in and in which browsers, the present one marked', async () => {
  const ann = await addUserWith(world, RIGHT);
  const [phone, desk] = [
    plainBrowser(world, {
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/605',
    }),
    plainBrowser(world),
  ];
  await phone.signIn(ann.email, RIGHT);
  await desk.signIn(ann.email, RIGHT);
  const { text } = await desk.get('/account.php');
  expect(shown(text)).toContain(ann.email);
  expect(text).toContain('Safari, iPhone');
  const marked = text.split('<li>').filter((item) => item.includes('this browser'));
  expect(marked).toEqual([expect.stringContaining('Firefox, Linux')]);
  expect(text).not.toContain(desk.cookie('hatchdesk_session'));
});

test('contains no foreign markup', async () => {
  const ann = await addUserWith(world, RIGHT);
  await world.change('update users set first_name = $2, last_name = $2 where id = $1', [ann.userId, HOSTILE]);
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  await world.change('update client_sessions set browser = $2, address = $2 where user_id = $1', [ann.userId, HOSTILE]);
  expectOnlyOurs((await browser.get('/account.php')).text);
});

test('a client whom the portal signed in without a user sees the browsers only', async () => {
  const { clientId, userId } = await world.client();
  await world.change('delete from client_users where user_id = $1', [userId]);
  const { access_token } = await world.done('CreateSsoToken', { client_id: clientId });
  const browser = plainBrowser(world);
  await browser.get(`/oauth/singlesignon.php?access_token=${String(access_token)}`);
  const { text } = await browser.get('/account.php');
  expect(text).toContain('Firefox, Linux');
  expect(text).not.toContain('name="present_password"');
});
