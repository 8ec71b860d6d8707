import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { readNetworks } from '../../src/config/readers';
import { asClient, ask, asProgram, withApiKey } from '../support/doors';
import { eventually } from '../support/eventually';
import { type HttpAnswer, useWorld, type World } from '../support/world';

type Headers = Record<string, string>;

/** The spellings of 203.0.113.5 and 2001:db8::5 that proxies are known to write. */
const SPELLINGS: [sent: string, address: string][] = [
  ['203.0.113.5', '203.0.113.5'],
  ['203.0.113.5:41234', '203.0.113.5'],
  ['"203.0.113.5:41234"', '203.0.113.5'],
  ['[203.0.113.5]:80', '203.0.113.5'],
  ['::ffff:203.0.113.5', '203.0.113.5'],
  ['::FFFF:CB00:7105', '203.0.113.5'],
  ['[::ffff:203.0.113.5]:443', '203.0.113.5'],
  ['2001:db8::5', '2001:db8::5'],
  ['2001:0DB8:0000:0000:0000:0000:0000:0005', '2001:db8::5'],
  ['[2001:db8::5]', '2001:db8::5'],
  ['[2001:DB8::5]:443', '2001:db8::5'],
  ['"[2001:db8::5]:443"', '2001:db8::5'],
  ['2001:db8::5:41234', '2001:db8::5'],
  ['2001:db8::5%eth0', '2001:db8::5'],
  ['unknown, 203.0.113.5:41234', '203.0.113.5'],
  ['192.0.2.1, 203.0.113.5:41234 , , 10.9.0.4:80,', '203.0.113.5'],
  [' ,, [2001:db8::5]:80, [::ffff:10.9.0.4]:8080', '2001:db8::5'],
];

/** What may stand in the place of the client's address without being one. */
const UNREADABLE = [
  'unknown',
  '_hidden',
  'garbage',
  '203.0.113.5, unknown',
  '203.0.113.5 198.51.100.7',
  '[203.0.113.5',
];

const allowed = useWorld((config) => {
  config.allowedNetworks = readNetworks('203.0.113.5,2001:db8::/32,127.0.0.0/8,10.9.0.0/16');
  config.trustedProxies = readNetworks('127.0.0.1,10.9.0.0/16');
});
const open = useWorld((config) => {
  config.allowedNetworks = undefined;
  config.trustedProxies = readNetworks('127.0.0.1,10.9.0.0/16');
  config.rateLimit.requestsPerMinute = 3;
});
const direct = useWorld((config) => {
  config.allowedNetworks = readNetworks('203.0.113.0/24');
});

interface Callers {
  client: Headers;
  program: Headers;
  person: Headers;
  oauth: Headers;
}
const callers = new Map<World, Callers>();

async function addCallers(world: World): Promise<void> {
  const { clientId } = await world.client();
  const { identifier, secret } = await world.credential(['oauth/token']);
  callers.set(world, {
    client: await asClient(world, clientId),
    program: await asProgram(world),
    person: await withApiKey(world, { staffId: await world.admin('jo', { email: 'jo@example.com' }) }),
    oauth: { client_id: identifier, client_secret: secret },
  });
}

beforeAll(async () => {
  for (const world of [allowed, open, direct]) await addCallers(world);
});

type Call = (world: World, headers: Headers) => Promise<HttpAnswer>;
const of = (world: World): Callers => callers.get(world)!;
const tokens =
  (path: string, fields: Headers): Call =>
  (world, headers) =>
    ask(world, headers, 'POST', path, { ...of(world).oauth, ...fields });

/** A call through each door that the allow list guards, and its status for a permitted address. */
const LISTED: [string, Call, number][] = [
  ['/includes/api.php', (world, headers) => world.post({ action: 'GetTicketTypes' }, headers), 200],
  [
    '/api/v2/keliweb/get-ticket',
    (world, headers) =>
      ask(world, { ...of(world).client, ...headers }, 'POST', '/api/v2/keliweb/get-ticket', { ticketid: 9 }),
    200,
  ],
  ['/oauth/token', tokens('/oauth/token', { grant_type: 'password', username: 'no@example.com', password: 'x' }), 400],
  ['/oauth/revoke', tokens('/oauth/revoke', { token: 'none' }), 200],
  ['/token', tokens('/token', { grant_type: 'refresh_token', refresh_token: 'none' }), 400],
  ['/tags', (world, headers) => ask(world, { ...of(world).program, ...headers }, 'GET', '/tags'), 200],
  [
    '/api/v2/tickets/',
    (world, headers) => ask(world, { ...of(world).person, ...headers }, 'GET', '/api/v2/tickets/'),
    200,
  ],
  ['/openapi.json', (world, headers) => ask(world, headers, 'GET', '/openapi.json'), 200],
  ['/', (world, headers) => ask(world, { ...headers, Accept: 'text/html' }, 'GET', '/'), 200],
];

/** The doors that customers come to from anywhere, where only bans count, and what they answer to a stranger. */
const PUBLIC: [string, Call, string][] = [
  ['/clientarea.php', (world, headers) => ask(world, headers, 'GET', '/clientarea.php'), '<bdi>Sign in<'],
  ['/invite/x', (world, headers) => ask(world, headers, 'GET', '/invite/x'), 'This link does not work'],
  [
    '/oauth/singlesignon.php',
    (world, headers) => ask(world, headers, 'GET', '/oauth/singlesignon.php'),
    'This link does not work',
  ],
];

describe.each(LISTED)('%s', (_path, call, status) => {
  test('lets an allowed address in, however the proxy writes it', async () => {
    const statuses: unknown[] = [];
    for (const [sent] of SPELLINGS) statuses.push([sent, (await call(allowed, { 'X-Forwarded-For': sent })).status]);
    expect(statuses).toEqual(SPELLINGS.map(([sent]) => [sent, status]));
  });

  test('refuses what is no address, even if the list has the proxy', async () => {
    const answers: unknown[] = [];
    for (const sent of [...UNREADABLE, '203.0.113.5, unknown, 10.9.0.4:80']) {
      const answer = await call(allowed, { 'X-Forwarded-For': sent });
      answers.push([sent, answer.status, /Invalid IP [^"<]+/.exec(answer.text)?.[0]]);
    }
    expect(answers).toEqual([
      ...UNREADABLE.map((sent) => [sent, 403, 'Invalid IP 127.0.0.1']),
      ['203.0.113.5, unknown, 10.9.0.4:80', 403, 'Invalid IP 10.9.0.4'],
    ]);
  });

  test('believes no stranger, however they write it', async () => {
    for (const [sent] of SPELLINGS) {
      const answer = await call(direct, { 'X-Forwarded-For': sent, 'X-Real-IP': sent, Forwarded: `for=${sent}` });
      expect([sent, answer.status, /Invalid IP [^"<]+/.exec(answer.text)?.[0]]).toEqual([
        ...[sent, 403, 'Invalid IP 127.0.0.1'],
      ]);
    }
  });
});

describe('a ban', () => {
  beforeAll(async () => {
    for (const ip of ['203.0.113.5', '[2001:db8::5]:443']) await open.done('AddBannedIp', { ip, reason: 'Abuse' });
  });

  const every = [...LISTED, ...PUBLIC].map(([path, call]) => [path, call] as const);
  test.each(every)('holds at %s, however the proxy writes the address', async (_path, call) => {
    for (const [sent, address] of SPELLINGS) {
      const answer = await call(open, { 'X-Forwarded-For': sent });
      expect([sent, answer.status, /Banned IP [^"<]+/.exec(answer.text)?.[0]]).toEqual([
        ...[sent, 403, `Banned IP ${address}`],
      ]);
    }
  });

  test.each(PUBLIC)('of another address does not close %s', async (_path, call, text) => {
    expect((await call(open, { 'X-Forwarded-For': '203.0.113.6:80' })).text).toContain(text);
  });

  test('of a proxy holds for those whom it does not name', async () => {
    const { banid } = await open.done('AddBannedIp', { ip: '10.9.0.4', reason: 'Abuse' });
    const answer = await open.post({ action: 'GetTicketTypes' }, { 'X-Forwarded-For': 'unknown, 10.9.0.4:80' });
    expect(answer.json).toEqual({ result: 'error', message: 'Banned IP 10.9.0.4' });
    await open.done('DeleteBannedIp', { banid });
  });
});

test('several header lines are one list', async () => {
  await allowed.serve();
  const body = new URLSearchParams({
    ...allowed.credentials,
    action: 'GetTicketTypes',
    responsetype: 'json',
  }).toString();
  const status = (lines: string[]) =>
    new Promise((resolve, reject) => {
      const headers = {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': body.length,
        'X-Forwarded-For': lines,
      };
      const sent = request(`${allowed.url}/includes/api.php`, { method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  expect(await status(['192.0.2.1', '203.0.113.5:80', '10.9.0.4'])).toBe(200);
  expect(await status(['203.0.113.5', '192.0.2.1:80', '10.9.0.4'])).toBe(403);
  expect(await status(['', '203.0.113.5', ''])).toBe(200);
  expect(await status(['203.0.113.5', 'unknown'])).toBe(403);
});

test('the limit of failed sign-ins holds, whatever port each connection has', async () => {
  const wrong = createHash('md5').update('wrong').digest('hex');
  const fields = { identifier: '', secret: '', username: 'boss', password: wrong, action: 'GetTicketTypes' };
  const statuses: number[] = [];
  for (let port = 40_000; port <= 40_010; port += 1) {
    const sent = port % 2 === 0 ? `198.51.100.21:${port}` : `[::ffff:198.51.100.21]:${port}`;
    statuses.push((await open.post(fields, { 'X-Forwarded-For': sent })).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429]);
});

test('the limit of wrong API keys holds, whatever port each connection has', async () => {
  const wrong = { Authorization: `Basic ${Buffer.from('jo@example.com:wrong').toString('base64')}` };
  const remaining: unknown[] = [];
  for (const sent of ['[2001:db8:7::1]:1', '2001:DB8:7:0:0:0:0:1', '"[2001:db8:7::1]:2"', '2001:db8:7::1:40000']) {
    const { headers } = await ask(open, { ...wrong, 'X-Forwarded-For': sent }, 'GET', '/api/v2/tickets/');
    remaining.push([headers.get('x-rate-limit-remaining'), headers.has('retry-after')]);
  }
  // Whoever has the right key behind that address is let in.
  const person = { ...of(open).person, 'X-Forwarded-For': '2001:db8:7::1' };
  expect((await ask(open, person, 'GET', '/api/v2/tickets/')).status).toBe(200);
  expect(remaining).toEqual([
    ...[
      ['2', false],
      ['1', false],
      ['0', false],
      ['0', true],
    ],
  ]);
});

test('the logs have one spelling, and say what could not be read', async () => {
  const from = async (sent: string) => {
    const answer = await open.post({ action: 'LogActivity', description: 'Seen' }, { 'X-Forwarded-For': sent });
    const lineOf = () => open.log.find(({ requestId }) => requestId === answer.headers.get('x-request-id'));
    await eventually(async () => lineOf() !== undefined);
    return lineOf();
  };
  const line = await from('[2001:DB8:0::7]:443');
  expect(line).toMatchObject({ address: '2001:db8::7' });
  expect(line).not.toHaveProperty('unreadableAddress');
  expect(await open.logged()).toMatchObject({ address: '2001:db8::7' });
  expect(await from(`${'x'.repeat(200)}, 10.9.0.4`)).toMatchObject({
    address: '10.9.0.4',
    unreadableAddress: 'x'.repeat(100),
  });
});
