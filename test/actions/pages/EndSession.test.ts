import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { useWorld } from '../../support/world';

const world = useWorld();
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

test("ends another browser of the same user, and nobody else's", async () => {
  const [ann, eve] = [await addUserWith(world, RIGHT), await addUserWith(world, RIGHT)];
  const [here, there, elsewhere] = [plainBrowser(world), plainBrowser(world), plainBrowser(world)];
  await there.signIn(ann.email, RIGHT);
  await here.signIn(ann.email, RIGHT);
  await elsewhere.signIn(eve.email, RIGHT);
  const [hers] = await world.rows<{ id: number }>('select id from client_sessions where user_id = $1', [eve.userId]);
  await here.get('/account.php');
  expect((await here.submit('end', { id: String(hers?.id) })).status).toBe(404);
  expect((await elsewhere.get('/account.php')).status).toBe(200);
  await here.get('/account.php');
  expect((await here.submit('end')).headers.get('location')).toBe('account.php?done=end');
  expect((await there.get('/account.php')).status).toBe(303);
  expect((await here.get('/account.php')).status).toBe(200);
});

test('needs the proof of the session', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = plainBrowser(world);
  await browser.signIn(ann.email, RIGHT);
  for (const task of [
    'end',
    'endOthers',
    'password',
    'language',
    'account',
    'totpStart',
    'totpConfirm',
    'totpEnd',
    'x',
  ]) {
    expect([task, (await browser.post('/account.php', { task, proof: 'x' })).status]).toEqual([task, 403]);
  }
});
