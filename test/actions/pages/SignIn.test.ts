import { randomBytes } from 'node:crypto';
import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { problemOf } from '../../support/links';
import { HOSTILE, shown, visible } from '../../support/pages';
import { type HttpAnswer, useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

let addresses = 0;
/** A browser at an address of its own, so that the failures of other tests do not count. */
const browserElsewhere = () => plainBrowser(world, { address: `198.51.100.${++addresses}` });

/** What two visitors could compare: the proof is different for each, and says nothing. */
const comparable = (answer: HttpAnswer, email: string) => {
  const { status, headers, text } = visible(answer);
  const same = (value: string) =>
    value
      .replace(/name="proof" value="[^"]*"/g, 'PROOF')
      .replace(/hatchdesk_browser=\w+/g, 'BROWSER')
      .replaceAll(email, 'EMAIL');
  return { status, headers: headers.map(([name, value]) => [name, same(value)]), text: same(text) };
};

test('signs a user in with a new session, and tells the activity log and who listens', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = browserElsewhere();
  await world.events();
  const answer = await browser.signIn(` \u202a${ann.email.toUpperCase()}\u202c `, RIGHT);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, 'clientarea.php']);
  expect(answer.headers.getSetCookie().join()).toMatch(
    /^hatchdesk_session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/,
  );
  expect((await browser.follow(answer)).status).toBe(200);
  expect(await world.events()).toEqual(['UserLogin']);
  expect(await world.logged()).toMatchObject({
    ...{ action: 'pages/SignIn', description: 'Signed in with the password', caller: `client:${ann.clientId}` },
    ...{ username: 'Client', clientId: ann.clientId, userId: ann.userId, address: '198.51.100.1' },
  });
  const noted = await world.rows('select last_address from users where id = $1', [ann.userId]);
  expect(noted).toEqual([{ last_address: '198.51.100.1' }]);
  expect(JSON.stringify(world.log)).not.toContain(browser.cookie('hatchdesk_session'));
});

test('the browser gets another session than it had, and the one it had ends', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = browserElsewhere();
  const fixed = 'x'.repeat(43);
  browser.setCookie('hatchdesk_session', fixed);
  await browser.signIn(ann.email, RIGHT);
  const first = browser.cookie('hatchdesk_session');
  expect(first).not.toBe(fixed);
  await browser.get('/login.php?done=out');
  await browser.submit('password', { email: ann.email, password: RIGHT });
  expect(browser.cookie('hatchdesk_session')).not.toBe(first);
  const sessions = await world.rows('select 1 from client_sessions where user_id = $1', [ann.userId]);
  expect(sessions).toHaveLength(1);
});

test('every failure is answered alike: unknown, wrong, without password, without an open client', async () => {
  const [wrong, without, closed, alone] = await Promise.all(Array.from({ length: 4 }, () => addUserWith(world, RIGHT)));
  await world.change('update users set password_hash = null where id = $1', [without!.userId]);
  await world.change(`update clients set status = 'Closed' where id = $1`, [closed!.clientId]);
  await world.change('delete from client_users where user_id = $1', [alone!.userId]);
  const cases: [string, string][] = [
    [`${randomBytes(5).toString('hex')}@example.com`, RIGHT],
    [wrong!.email, 'another one'],
    [without!.email, RIGHT],
    [closed!.email, RIGHT],
    // The second time, a right password would be remembered.
    [closed!.email, RIGHT],
    [alone!.email, RIGHT],
    [wrong!.email, ''],
    [`${HOSTILE}@example.com`.replace(/[\u202e"'<>]/g, ''), RIGHT],
  ];
  const answers: unknown[] = [];
  for (const [email, password] of cases) {
    const browser = browserElsewhere();
    const answer = await browser.signIn(email, password);
    expect(problemOf(answer)).toBe('The e-mail address or the password is wrong.');
    expect(browser.cookie('hatchdesk_session')).toBe('');
    answers.push(comparable(answer, email.replaceAll('&', '&amp;')));
  }
  expect(answers.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => answers[0]));
  expect(answers[0]).toMatchObject({ status: 403 });
  expect(await world.logged()).toMatchObject({ description: 'Failed to sign in', caller: 'visitor' });
});

test('after ten wrong passwords a wrong one waits and gets 429, and the owner is let in, from there and elsewhere', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = browserElsewhere();
  const statuses: number[] = [];
  for (let count = 0; count < 11; count += 1) {
    const answer = await browser.signIn(ann.email, `wrong ${count}`);
    statuses.push(answer.status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429]);
  expect((await browserElsewhere().signIn(ann.email, RIGHT)).status).toBe(303);
  expect((await browser.signIn(ann.email, RIGHT)).status).toBe(303);
});

test('a form of another browser, of another site or of yesterday signs nobody in, and keeps the address', async () => {
  const ann = await addUserWith(world, RIGHT);
  const attacker = browserElsewhere();
  const { text } = await attacker.get('/login.php');
  const proof = /name="proof" value="([^"]*)"/.exec(text)?.[1] ?? '';
  expect(proof).not.toBe('');
  const victim = browserElsewhere();
  await victim.get('/login.php');
  for (const sent of [{ proof }, { proof: '' }, {}]) {
    const answer = await victim.post('/login.php', { task: 'password', email: ann.email, password: RIGHT, ...sent });
    expect([answer.status, problemOf(answer)]).toEqual([403, expect.stringContaining('open for too long')]);
    expect(answer.text).toContain(`value="${ann.email}"`);
    expect(victim.cookie('hatchdesk_session')).toBe('');
  }
  const before = world.now;
  await victim.get('/login.php');
  world.now = new Date(before.getTime() + 25 * 3_600_000);
  expect((await victim.submit('password', { email: ann.email, password: RIGHT })).status).toBe(403);
  world.now = before;
});

test.each([
  ['supporttickets.php?page=2', 'supporttickets.php?page=2'],
  ['viewticket.php?tid=123456', 'viewticket.php?tid=123456'],
  ['announcements/3', 'announcements/3'],
  ...[
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '..//evil.example',
    '/supporttickets.php',
    'a@evil.example/',
    'evil.example:80/',
    'login.php?goto=login.php',
    'logout.php',
    'oauth/singlesignon.php?access_token=1',
    'supporttickets.php\r\nSet-Cookie: a=b',
    'x'.repeat(2_000),
    HOSTILE,
  ].map((sent): [string, string] => [sent, 'clientarea.php']),
])('after signing in, goto=%j leads to %s', async (goto, target) => {
  const ann = await addUserWith(world, RIGHT);
  const browser = browserElsewhere();
  const answer = await browser.signIn(ann.email, RIGHT, goto);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, target]);
  const again = await browser.get(`/login.php?goto=${encodeURIComponent(goto)}`);
  expect([again.status, again.headers.get('location')]).toEqual([303, target]);
});

test('a page that needs a session leads to the sign-in, and from there back', async () => {
  const ann = await addUserWith(world, RIGHT);
  const { tid } = await world.ticket({ clientid: ann.clientId });
  const browser = browserElsewhere();
  const led = await browser.get(`/viewticket.php?tid=${tid}`);
  expect(led.status).toBe(303);
  await browser.follow(led);
  const answer = await browser.submit('password', { email: ann.email, password: RIGHT });
  expect(answer.headers.get('location')).toBe(`viewticket.php?tid=${tid}`);
  expect(shown((await browser.follow(answer)).text)).toContain(tid);
});

test('what somebody wrote whose session has ended is kept, and can be sent after signing in again', async () => {
  const ann = await addUserWith(world, RIGHT);
  const ticket = await world.ticket({ clientid: ann.clientId });
  const browser = browserElsewhere();
  await browser.signIn(ann.email, RIGHT);
  await browser.get(`/viewticket.php?tid=${ticket.tid}`);
  await world.change('delete from client_sessions where user_id = $1', [ann.userId]);
  const kept = await browser.submit('reply', { message: `Do not lose me ${HOSTILE}` });
  expect([kept.status, shown(kept.text)]).toEqual([403, expect.stringContaining(`Do not lose me ${HOSTILE}`)]);
  expect(shown(kept.text)).toContain('You are not signed in');
  // In another window.
  await browser.signIn(ann.email, RIGHT);
  const again = await browser.post('/viewticket.php', { tid: ticket.tid, task: 'reply', message: 'Do not lose me' });
  // The proof is that of the old session: the page shows the message again, in a form that works.
  expect([again.status, again.text]).toEqual([403, expect.stringContaining('Do not lose me')]);
  expect(shown(again.text)).toContain('this form is from before you signed in');
  expect((await browser.submit('reply', { message: 'Do not lose me' })).status).toBe(303);
  const messages = await world.rows('select body from messages where ticket_id = $1 order by id', [ticket.id]);
  expect(messages.at(-1)).toEqual({ body: 'Do not lose me' });
});

test('a session ends eight hours after its last use, and seven days after it began', async () => {
  const ann = await addUserWith(world, RIGHT);
  const browser = browserElsewhere();
  const start = world.now;
  await browser.signIn(ann.email, RIGHT);
  const hours = async (count: number) => {
    world.now = new Date(start.getTime() + count * 3_600_000);
    return (await browser.get('/supporttickets.php')).status;
  };
  expect([await hours(7.9), await hours(15.7), await hours(23.8)]).toEqual([200, 200, 303]);
  world.now = start;
  await browser.signIn(ann.email, RIGHT);
  for (let count = 7; count < 7 * 24; count += 7) expect(await hours(count)).toBe(200);
  expect(await hours(7 * 24)).toBe(303);
  world.now = start;
});
