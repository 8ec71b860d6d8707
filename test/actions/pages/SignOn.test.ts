import { plainBrowser } from '../../support/browser-without-scripts';
import { useWorld } from '../../support/world';

const world = useWorld();

beforeAll(() => world.serve());

test('begins a session that names its browser, and emits UserLogin', async () => {
  const { clientId, userId } = await world.client();
  const { access_token } = await world.done('CreateSsoToken', { client_id: clientId });
  await world.events();
  const browser = plainBrowser(world);
  expect((await browser.get(`/oauth/singlesignon.php?access_token=${String(access_token)}`)).status).toBe(303);
  expect(await world.events()).toEqual(['UserLogin']);
  expect(await world.rows('select way, browser, address from client_sessions where user_id = $1', [userId])).toEqual([
    { way: 'sso', browser: 'Firefox, Linux', address: '127.0.0.1' },
  ]);
});

test('refuses a token that is used up', async () => {
  const { clientId } = await world.client();
  const { access_token } = await world.done('CreateSsoToken', { client_id: clientId });
  const path = `/oauth/singlesignon.php?access_token=${String(access_token)}`;
  const statuses = [(await plainBrowser(world).get(path)).status, (await plainBrowser(world).get(path)).status];
  expect(statuses).toEqual([303, 403]);
});
