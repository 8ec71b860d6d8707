import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test('a user of several clients chooses one after signing in, and another one later', async () => {
  const ann = await addUserWith(world, RIGHT);
  const other = await world.client('Bob Ray');
  const strange = await world.client('Eve Roe');
  await world.change(`insert into client_users (client_id, user_id, permissions) values ($1, $2, '{tickets}')`, [
    ...[other.clientId, ann.userId],
  ]);
  const browser = plainBrowser(world);
  const answer = await browser.signIn(ann.email, RIGHT, 'supporttickets.php');
  expect(answer.headers.get('location')).toBe('account.php?show=accounts&goto=supporttickets.php');
  const page = await browser.follow(answer);
  expect(page.text).toContain('Go on as Bob Ray');
  const chosen = await browser.submit('account', { account: String(other.clientId) });
  expect(chosen.headers.get('location')).toBe('supporttickets.php');
  const current = () => world.rows('select client_id from client_sessions where user_id = $1', [ann.userId]);
  expect(await current()).toEqual([{ client_id: other.clientId }]);
  await browser.get('/account.php');
  await browser.submit('account', { account: String(ann.clientId) });
  expect(await current()).toEqual([{ client_id: ann.clientId }]);
  await browser.get('/account.php');
  expect((await browser.submit('account', { account: String(strange.clientId) })).status).toBe(404);
  expect(await current()).toEqual([{ client_id: ann.clientId }]);
});
