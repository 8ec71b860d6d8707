import { createHash, randomUUID } from 'node:crypto';
import { hashAdminPassword } from '../../src/access/secrets';
import { readNetworks } from '../../src/config/readers';
import { asClient, ask, asProgram, withApiKey } from '../support/doors';
import { eventually } from '../support/eventually';
import { useSecondServer } from '../support/second-server';
import { type Credentials, type HttpAnswer, useWorld } from '../support/world';

/** So many calls of one caller are allowed in each ten seconds. */
const MOST = 5;
const world = useWorld((config) => {
  config.callsPerMinute = MOST * 6;
  config.rateLimit = { requestsPerMinute: 40, banMinutes: 20 };
  config.allowedNetworks = undefined;
  config.trustedProxies = readNetworks('127.0.0.1');
});
const second = useSecondServer(world);
/** A world with the default limit. */
const usual = useWorld();

const WINDOW_MS = 10_000;
/** Three seconds of a window have passed, so seven are left. */
const INTO_WINDOW_MS = 3_000;
const text = (what: string) => `Too many calls ${what}: the limit is 30 a minute. Please try again in 7 seconds`;
const TEXT = text('with this credential');
const OF_ADDRESS = text('from this address');

/** People read when to come again, and programs have Retry-After. */
const ON_A_PAGE = 'There were too many requests from here. Please try again in a minute.';

const wait = (milliseconds: number) => {
  world.now = new Date(world.now.getTime() + milliseconds);
};

beforeEach(() => {
  const minutes = Math.ceil(world.now.getTime() / 60_000);
  // An hour later, no test has to do with the counts of another.
  world.now = new Date((minutes + 60) * 60_000 + INTO_WINDOW_MS);
});

const credential = () => world.credential(['*']);
const call = (who: Credentials, on: Pick<typeof world, 'post'> = world, fields: Record<string, string> = {}) =>
  on.post({ ...who, action: 'GetTicketTypes', ...fields });

async function times(count: number, send: () => Promise<HttpAnswer>): Promise<HttpAnswer[]> {
  const answers: HttpAnswer[] = [];
  for (let index = 0; index < count; index += 1) answers.push(await send());
  return answers;
}

const statuses = (answers: HttpAnswer[]): number[] => answers.map(({ status }) => status);

test('one call too many is refused, until the seconds of Retry-After have passed', async () => {
  const who = await credential();
  expect(statuses(await times(MOST, () => call(who)))).toEqual(Array(MOST).fill(200));
  const refused = await call(who);
  expect([refused.status, refused.json, refused.headers.get('retry-after')]).toEqual([
    429,
    { result: 'error', message: TEXT },
    '7',
  ]);
  wait(6_999);
  expect((await call(who)).headers.get('retry-after')).toBe('1');
  wait(1);
  expect((await call(who)).status).toBe(200);
});

test('a refused call does nothing, begins no transaction, and is logged and counted as a refusal', async () => {
  const who = await credential();
  await times(MOST, () => call(who));
  const tickets = await world.rows('select count(*) from tickets');
  const transaction = jest.spyOn(world.desk.database, 'transaction');
  const guest = { deptid: '1', name: 'Ann', email: 'ann@example.com', subject: 'One', message: 'More' };
  const refused = await call(who, world, { ...guest, action: 'OpenTicket' });
  // Behind a pooler, the credential is looked up for the address.
  const asked = transaction.mock.calls.filter(([, , by]) => by?.startsWith('credential:')).length;
  transaction.mockRestore();
  expect([refused.status, asked]).toEqual([429, 0]);
  expect(await world.rows('select count(*) from tickets')).toEqual(tickets);
  const line = await eventually(() => world.log.find(({ status }) => status === 429));
  expect(line).toMatchObject({ msg: 'call', refused: 'too_many', caller: expect.stringMatching(/^credential:/) });
});

test('another credential from the same address is not affected', async () => {
  const [who, other] = [await credential(), await credential()];
  await times(MOST + 3, () => call(who));
  expect((await call(other)).status).toBe(200);
});

test('wrong credentials count against the address, and keep nobody out', async () => {
  const wrong = () => call({ identifier: 'nobody', secret: 'nothing' });
  expect(statuses(await times(MOST, wrong))).toEqual(Array(MOST).fill(403));
  const refused = await wrong();
  expect([refused.status, refused.json]).toEqual([429, { result: 'error', message: OF_ADDRESS }]);
  expect((await call(await credential())).status).toBe(200);
});

describe('is refused in the form of each API', () => {
  const JSON_REFUSAL = { result: 'error', message: TEXT };
  const rows: [string, number | unknown, () => Promise<() => Promise<HttpAnswer>>][] = [
    ['WHMCS, as NVP', `result=error;message=${TEXT};`, async () => hatch('nvp')],
    [
      'WHMCS, as XML',
      expect.stringMatching(`<result>error</result>\\s*<message>${TEXT}</message>`),
      () => hatch('xml'),
    ],
    ['WHMCS, as JSON', JSON_REFUSAL, () => hatch('json')],
    ['WHMCS, with a JSON body', JSON_REFUSAL, withJsonBody],
    ['the reseller API', JSON_REFUSAL, reseller],
    ['Socialboards', { data: null, errorCode: 429, errorText: TEXT }, socialboards],
    ['HelpDeskEddy', { errors: [{ code: 'e-429', title: 'Too many requests', details: TEXT }] }, helpdeskeddy],
    [
      'OAuth',
      { error: 'invalid_request', error_description: OF_ADDRESS, message: OF_ADDRESS },
      async () => () => ask(world, {}, 'POST', '/oauth/token', { grant_type: 'password' }),
    ],
    ['the pages', expect.stringContaining(ON_A_PAGE), async () => () => world.send('/supporttickets.php')],
    ['the pages of links', expect.stringContaining(ON_A_PAGE), async () => () => world.send('/invite/x')],
    [
      'single sign-on',
      expect.stringContaining(ON_A_PAGE),
      async () => () => world.send('/oauth/singlesignon.php?access_token=x'),
    ],
    [
      'signing out',
      expect.stringContaining(ON_A_PAGE),
      async () => () => world.send('/logout.php', { method: 'POST' }),
    ],
  ];

  async function hatch(responsetype: string) {
    const who = await credential();
    return () => call(who, world, { responsetype });
  }
  async function withJsonBody() {
    const who = await credential();
    return () => ask(world, {}, 'POST', '/api.php', { ...who, action: 'GetTicketTypes' });
  }
  async function reseller() {
    const headers = await asClient(world, (await world.client()).clientId);
    return () => ask(world, headers, 'POST', '/api/v2/keliweb/get-ticket', { ticketid: 1 });
  }
  async function socialboards() {
    const headers = await asProgram(world);
    return () => ask(world, headers, 'GET', '/tags');
  }
  async function helpdeskeddy() {
    const headers = await withApiKey(world, { clientId: (await world.client()).clientId });
    return () => ask(world, headers, 'GET', '/api/v2/types/');
  }

  test.each(rows)('%s', async (_form, body, prepare) => {
    const send = await prepare();
    expect(statuses(await times(MOST, send))).not.toContain(429);
    const { status, json, text: sent, headers } = await send();
    const shown = typeof body === 'object' && json !== undefined ? json : sent.replaceAll('&#39;', "'");
    expect([status, headers.get('retry-after'), shown]).toEqual([429, '7', body]);
  });
});

test('the default does not hinder: 200 calls of one credential at once', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => call(usual.credentials, usual)));
  expect(new Set(statuses(answers))).toEqual(new Set([200]));
});

/** Waits until the servers have reported so much under a key that has not ended. */
const counted = (key: string, count: number) =>
  eventually(async () => {
    const found = await world.rows('select 1 from call_counts where key like $1 and count >= $2 and expires_at > $3', [
      key,
      count,
      world.now,
    ]);
    return found.length > 0;
  });

describe('two servers on one database', () => {
  test('count together', async () => {
    const who = await credential();
    const answers = [...(await times(3, () => call(who))), ...(await times(2, () => call(who, second)))];
    expect(statuses(answers)).toEqual(Array(MOST).fill(200));
    await counted('call credential:%', MOST);
    let made = MOST;
    for (const server of [world, second]) {
      // After one more call has been reported, the server knows what the other one counted. Alone, it would allow more.
      await call(who, server);
      made += 1;
      await counted('call credential:%', made);
      const refused = await call(who, server);
      made += 1;
      expect([refused.status, refused.json]).toEqual([429, { result: 'error', message: TEXT }]);
    }
    wait(7_000);
    expect(statuses([await call(who), await call(who, second)])).toEqual([200, 200]);
  });

  test('lock wrong passwords of a name from an address together, and let the right one in', async () => {
    const username = `admin-${randomUUID()}`;
    const passwordHash = await hashAdminPassword('the right one', world.desk.passwords);
    await world.admin(username, { passwordHash });
    const md5 = (password: string) => createHash('md5').update(password).digest('hex');
    let tries = 0;
    const login = (on: Pick<typeof world, 'post'>, password: string, from = '192.0.2.1') => {
      // Five wrong ones in ten seconds would reach the limit of calls from an address.
      wait(WINDOW_MS / 4);
      const fields = { identifier: '', secret: '', action: 'GetTicketTypes', username, password: md5(password) };
      return on.post(fields, { 'X-Forwarded-For': from });
    };
    const tryWrong = async (on: Pick<typeof world, 'post'>) => {
      tries += 1;
      const answer = await login(on, `wrong ${tries}`);
      // The server has reported it, and learns what the other one counted.
      await counted('failed-pair %', tries);
      return answer;
    };
    for (const on of [world, second]) expect(statuses(await times(5, () => tryWrong(on)))).toEqual(Array(5).fill(403));
    // Alone, each of them would let five more be tried.
    for (const on of [world, second]) expect(statuses(await times(2, () => tryWrong(on)))[1]).toBe(429);
    for (const on of [second, world]) expect((await login(on, 'the right one')).status).toBe(200);
    expect((await login(second, 'wrong', '192.0.2.2')).status).toBe(403);
  });

  test('ban a user of the HelpDeskEddy API together, and count the ban', async () => {
    const headers = await withApiKey(world, { clientId: (await world.client()).clientId });
    const types = (on: Pick<typeof world, 'send'>) => on.send('/api/v2/types/', { headers });
    // Some of them are over the limit of calls, and count all the same.
    const answers = [...(await times(20, () => types(world))), ...(await times(20, () => types(second)))];
    expect(statuses(answers)).not.toContain(401);
    await counted('minute client:%', 40);
    await types(second);
    await counted('minute client:%', 41);
    const banned = await types(second);
    expect([banned.status, banned.json]).toMatchObject([401, { errors: [{ title: 'Ban' }] }]);
    await counted('ban client:%', 1);
    // Minutes later, the other server learns of the ban when it is asked again.
    wait(120_000);
    const elsewhere = await eventually(async () => {
      const answer = await types(world);
      return answer.status === 401 ? answer : undefined;
    });
    // A ban of its own would last for 1,200 seconds.
    expect(elsewhere.headers.get('retry-after')).toBe('1080');
  });

  test('go on alone while the exchange fails, and say so once', async () => {
    await world.change('alter table call_counts rename to call_counts_gone');
    const who = await credential();
    expect(statuses(await times(MOST + 1, () => call(who, second)))).toEqual([...Array(MOST).fill(200), 429]);
    const said = () => second.log.filter(({ msg }) => String(msg).includes('without the others'));
    await eventually(() => said().length > 0);
    const failures = second.log.length;
    await call(who, second);
    await eventually(() => second.log.length > failures);
    await world.change('alter table call_counts_gone rename to call_counts');
    await call(who, second);
    await eventually(async () => (await world.rows(`select 1 from call_counts where count > ${MOST}`)).length > 0);
    expect(said()).toHaveLength(1);
  });
});
