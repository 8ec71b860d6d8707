import { seal } from '../../../src/access/sealed';
import { plainBrowser } from '../../support/browser-without-scripts';
import { problemOf } from '../../support/links';
import { untilAwaited } from '../../support/locks';
import { addUserWithFactor, afterThisStep, type WithFactor } from '../../support/second-factor';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

let addresses = 0;
const nextAddress = () => `198.51.100.${++addresses}`;

/** A browser in which somebody has entered the password, and is asked for the code. */
async function asked({ email }: WithFactor, address = nextAddress()) {
  const browser = plainBrowser(world, { address });
  const page = await browser.follow(await browser.signIn(email, RIGHT, 'supporttickets.php'));
  expect(page.text).toContain('autocomplete="one-time-code"');
  return browser;
}

test('a session begins with the code, and nothing is to be seen before', async () => {
  const ann = await addUserWithFactor(world, RIGHT, nextAddress());
  afterThisStep(world);
  await world.events();
  const browser = await asked(ann);
  expect((await browser.get('/supporttickets.php')).status).toBe(303);
  expect((await browser.post('/account.php', { task: 'end', proof: '' })).status).toBe(403);
  expect(await world.events()).toEqual([]);
  const waiting = browser.cookie('hatchdesk_session');
  await browser.get('/login.php?by=code&goto=supporttickets.php');
  const answer = await browser.submit('code', { code: ` ${ann.code().slice(0, 3)} ${ann.code().slice(3)} ` });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, 'supporttickets.php']);
  expect(browser.cookie('hatchdesk_session')).not.toBe(waiting);
  expect((await browser.follow(answer)).status).toBe(200);
  expect(await world.events()).toEqual(['UserLogin']);
});

test('a code works once, and the one before and after the present one do', async () => {
  const ann = await addUserWithFactor(world, RIGHT, nextAddress());
  afterThisStep(world);
  const enter = async (code: string) => {
    const browser = await asked(ann);
    return (await browser.submit('code', { code })).status;
  };
  expect([await enter(ann.code(-2)), await enter(ann.code(2))]).toEqual([403, 403]);
  const before = ann.code(-1);
  expect([await enter(before), await enter(before)]).toEqual([303, 403]);
  const [now, next] = [ann.code(), ann.code(1)];
  expect([await enter(next), await enter(now), await enter(next)]).toEqual([303, 403, 403]);
});

test('of ten requests with one code, one signs in', async () => {
  const ann = await addUserWithFactor(world, RIGHT, nextAddress());
  afterThisStep(world);
  const browsers = [];
  for (let count = 0; count < 10; count += 1) browsers.push(await asked(ann));
  const statuses = await Promise.all(
    browsers.map(async (one) => (await one.submit('code', { code: ann.code() })).status),
  );
  expect(statuses.sort()).toEqual([303, ...Array.from({ length: 9 }, () => 403)]);
});

test('a recovery code works once, however it is typed', async () => {
  const ann = await addUserWithFactor(world, RIGHT, nextAddress());
  const code = ann.recoveryCodes[3]!.toLowerCase().replaceAll('-', ' ');
  expect((await (await asked(ann)).submit('code', { code })).status).toBe(303);
  expect((await (await asked(ann)).submit('code', { code })).status).toBe(403);
  expect((await ann.browser.get('/account.php')).text).toContain('Recovery codes left: 9');
});

test('five wrong codes end the sign-in, and so do ten minutes', async () => {
  const ann = await addUserWithFactor(world, RIGHT, nextAddress());
  afterThisStep(world);
  const browser = await asked(ann);
  for (let count = 0; count < 5; count += 1) {
    const answer = await browser.submit('code', { code: '000' });
    expect([answer.status, problemOf(answer)]).toEqual([403, 'This code is wrong, too old or was used before.']);
  }
  const answer = await browser.submit('code', { code: ann.code() });
  expect(answer.headers.get('location')).toMatch(/^login\.php\?done=late/);
  const slow = await asked(ann);
  world.now = new Date(world.now.getTime() + 10 * 60_000);
  expect((await slow.submit('code', { code: ann.code() })).headers.get('location')).toMatch(/done=late/);
});

test('twenty wrong codes stop whoever guesses, and not the owner elsewhere', async () => {
  const ann = await addUserWithFactor(world, RIGHT, nextAddress());
  afterThisStep(world);
  const address = nextAddress();
  const statuses: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const browser = await asked(ann, address);
    for (let count = 0; count < 5; count += 1) statuses.push((await browser.submit('code', { code: '000' })).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 403), ...Array.from({ length: 5 }, () => 429)]);
  expect((await (await asked(ann)).submit('code', { code: ann.code() })).status).toBe(303);
});

test('without the key of the desk, a recovery code signs in, and the database is not said to be in trouble', async () => {
  const ann = await addUserWithFactor(world, RIGHT, nextAddress());
  afterThisStep(world);
  const secret = `'second-factor:' || id || ':secret'`;
  const [{ id, name } = { id: 0, name: '' }] = await world.rows<{ id: number; name: string }>(
    `select id, ${secret} as name from second_factors where user_id = $1`,
    [ann.userId],
  );
  await world.change('update second_factors set secret = $2 where id = $1', [id, seal(Buffer.alloc(32, 9), 'A', name)]);
  const browser = await asked(ann);
  expect((await browser.submit('code', { code: ann.code() })).status).toBe(503);
  expect((await (await asked(ann)).submit('code', { code: ann.recoveryCodes[0]! })).status).toBe(303);
  expect(world.log.filter(({ msg }) => String(msg).includes('trouble'))).toEqual([]);
});

test('a right code opens nothing once other requests have used up the attempts meanwhile', async () => {
  const ann = await addUserWithFactor(world, RIGHT, nextAddress());
  afterThisStep(world);
  const browser = await asked(ann);
  let entered: ReturnType<typeof browser.submit> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('update client_sessions set wrong_codes = 5 where user_id = $1 and awaits_code', [ann.userId]);
    entered = browser.submit('code', { code: ann.code() });
    // The code was checked while there were attempts left, and now waits for this transaction.
    await untilAwaited(db, entered);
  });
  expect((await entered)?.headers.get('location')).toContain('done=late');
});
