import { readNetworks } from '../../src/config/readers';
import { asClient, ask, asProgram, ENVELOPES, withApiKey } from '../support/doors';
import { eventually } from '../support/eventually';
import { type HttpAnswer, useWorld } from '../support/world';

const KEY = 'a key for strangers';
const world = useWorld((config) => {
  config.allowedNetworks = readNetworks('203.0.113.0/24,2001:db8::/32');
  config.trustedProxies = readNetworks('127.0.0.0/8');
  config.accessKey = KEY;
});

type Headers = Record<string, string>;
let client: Headers;
let program: Headers;
let person: Headers;
let oauth: { client_id: string; client_secret: string };

beforeAll(async () => {
  const { clientId } = await world.client();
  client = await asClient(world, clientId);
  program = await asProgram(world);
  person = await withApiKey(world, { staffId: await world.admin('jo', { email: 'jo@example.com' }) });
  const { identifier, secret } = await world.credential(['oauth/token']);
  oauth = { client_id: identifier, client_secret: secret };
});

const began = new Date('2027-01-31T09:00:00Z');
beforeEach(async () => {
  world.now = began;
  const { bans } = (await world.done('GetBannedIps')) as unknown as { bans: { ban: { id: number }[] } };
  for (const { id } of bans.ban) await world.done('DeleteBannedIp', { banid: id });
});

const ban = async (ip: string, params: Record<string, unknown> = {}) =>
  (await world.done('AddBannedIp', { ip, reason: 'Abuse', ...params })).banid;

const hatch = (address: string, fields: Headers = {}) =>
  world.post({ action: 'GetTicketTypes', ...fields }, { 'X-Forwarded-For': address });
const tokens = (path: string, fields: Headers) => (address: string) =>
  ask(world, { 'X-Forwarded-For': address }, 'POST', path, { ...oauth, ...fields });

/** For each door: a call from an address, the status for a permitted caller, and the refusal. */
const doors: [string, (address: string) => Promise<HttpAnswer>, number, (message: string) => unknown][] = [
  ['the hatch', hatch, 200, (message) => ({ result: 'error', message })],
  [
    'the reseller API',
    (address) =>
      ask(world, { ...client, 'X-Forwarded-For': address }, 'POST', '/api/v2/keliweb/get-ticket', { ticketid: 9 }),
    200,
    (message) => ({ result: 'error', message }),
  ],
  [
    'its tokens',
    tokens('/oauth/token', { grant_type: 'password', username: 'nobody@example.com', password: 'x' }),
    400,
    (message) => ({ error: 'invalid_request', error_description: message, message }),
  ],
  [
    'the revocation of its tokens',
    tokens('/oauth/revoke', { token: 'none' }),
    200,
    (message) => ({ error: 'invalid_request', error_description: message, message }),
  ],
  [
    'the Socialboards API',
    (address) => ask(world, { ...program, 'X-Forwarded-For': address }, 'GET', '/tags'),
    200,
    (message) => ENVELOPES.socialboards(403, message),
  ],
  [
    'its tokens',
    tokens('/token', { grant_type: 'refresh_token', refresh_token: 'none' }),
    400,
    (message) => ({ error: 'invalid_request', error_description: message, message }),
  ],
  [
    'the HelpDeskEddy API',
    (address) => ask(world, { ...person, 'X-Forwarded-For': address }, 'GET', '/api/v2/tickets/'),
    200,
    (message) => ENVELOPES.helpdeskeddy(403, message),
  ],
];

describe.each(doors)('%s', (_name, call, status, refusal) => {
  test('refuses a banned address, from the next call until the ban ends, in its own envelope', async () => {
    expect((await call('203.0.113.9')).status).toBe(status);
    await ban('203.0.113.8/31', { days: 1 });
    const refused = await call('203.0.113.9');
    expect({ status: refused.status, json: refused.json }).toEqual({
      status: 403,
      json: refusal('Banned IP 203.0.113.9'),
    });
    expect((await call('::ffff:203.0.113.8')).json).toEqual(refusal('Banned IP 203.0.113.8'));
    expect((await call('203.0.113.10')).status).toBe(status);

    world.now = new Date(began.getTime() + 86_400_000 - 1);
    expect((await call('203.0.113.9')).status).toBe(403);
    world.now = new Date(began.getTime() + 86_400_000);
    expect((await call('203.0.113.9')).status).toBe(status);
  });
});

test.each([
  ['IPv6', '2001:db8::5', '2001:DB8:0:0::5', 'Banned IP 2001:db8::5'],
  ['an IPv6 network', '2001:db8:1::/48', '2001:db8:1:2::3', 'Banned IP 2001:db8:1:2::3'],
  ['an IPv4 address banned in IPv6 notation', '::ffff:203.0.113.9', '203.0.113.9', 'Banned IP 203.0.113.9'],
  [
    'an IPv4 address called from in hexadecimal IPv6 notation',
    '203.0.113.9',
    '::ffff:cb00:7109',
    'Banned IP 203.0.113.9',
  ],
])('a ban of %s', async (_case, ip, address, message) => {
  await ban(ip);
  expect((await hatch(address)).json).toEqual({ result: 'error', message });
});

test('the access key lets addresses outside the allow list in, but does not lift bans', async () => {
  expect((await hatch('192.0.2.1', { accesskey: KEY })).status).toBe(200);
  await ban('192.0.2.1');
  expect((await hatch('192.0.2.1', { accesskey: KEY })).json).toEqual({
    result: 'error',
    message: 'Banned IP 192.0.2.1',
  });
});

test('lifting or extending a ban takes effect with the next call', async () => {
  const banid = await ban('203.0.113.9', { days: 1 });
  world.now = new Date(began.getTime() + 2 * 86_400_000);
  expect((await hatch('203.0.113.9')).status).toBe(200);
  await world.done('UpdateBannedIp', { banid, days: 1 });
  expect((await hatch('203.0.113.9')).status).toBe(403);
  await world.done('DeleteBannedIp', { banid });
  expect((await hatch('203.0.113.9')).status).toBe(200);
});

test('a ban by another process takes effect', async () => {
  expect((await hatch('203.0.113.9')).status).toBe(200);
  await world.change(`insert into banned_ips (network) values ('203.0.113.9')`);
  await eventually(async () => (await hatch('203.0.113.9')).status === 403);
});

test('public pages are refused to banned callers only', async () => {
  const page = async (address: string) =>
    (await world.send('/clientarea.php', { headers: { 'X-Forwarded-For': address } })).text;
  expect(await page('192.0.2.1')).toContain('<h1><bdi>Sign in</bdi></h1>');
  await ban('192.0.2.1');
  expect(await page('::ffff:192.0.2.1')).toContain('Banned IP 192.0.2.1');
});
