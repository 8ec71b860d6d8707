import { readNetworks } from '../../src/config/readers';
import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.allowedNetworks = undefined;
  config.trustedProxies = readNetworks('127.0.0.0/8');
});

beforeEach(() => {
  world.now = new Date('2027-01-31T09:00:00Z');
});

const stored = async (banid: unknown) =>
  (
    await world.rows('select network::text as network, reason, expires_at as expires from banned_ips where id = $1', [
      banid,
    ])
  )[0];
const ban = (params: Record<string, unknown>) => world.done('AddBannedIp', { reason: 'Abuse', ...params });

test.each([
  ['203.0.113.9', '203.0.113.9/32'],
  [' 203.0.113.200/25 ', '203.0.113.128/25'],
  ['2001:0DB8:0::1', '2001:db8::1/128'],
  ['2001:db8:ffff:1::5/33', '2001:db8:8000::/33'],
  ['::ffff:198.51.100.7', '198.51.100.7/32'],
  ['::ffff:c633:6408', '198.51.100.8/32'],
  ['::ffff:198.51.100.77/124', '198.51.100.64/28'],
  ['2001:db8::1:2/127', '2001:db8::1:2/127'],
  ['[2001:DB8::7]', '2001:db8::7/128'],
  ['[2001:db8:5::]/48', '2001:db8:5::/48'],
  ['[2001:db8::8]:443', '2001:db8::8/128'],
  ['198.51.100.9:41234', '198.51.100.9/32'],
  ['2001:db8::1:443', '2001:db8::1:443/128'],
])('stores %s as %s', async (ip, network) => {
  const answer = await ban({ ip });
  expectAnswer('AddBannedIp', answer);
  expect(await stored(answer.banid)).toMatchObject({ network, reason: 'Abuse' });
});

test.each<[string, Record<string, unknown>, string | null]>([
  ['a week by default', {}, '2027-02-07T09:00:00Z'],
  ['so many days', { days: 30 }, '2027-03-02T09:00:00Z'],
  ['until a time', { expires: '2027-02-01 10:00:00' }, '2027-02-01T10:00:00Z'],
  ['until a time beside 0 days', { days: '0', expires: '2027-02-01 10:00:00' }, '2027-02-01T10:00:00Z'],
  ['a number of days, even with a time', { days: 1, expires: '2029-02-01 10:00:00' }, '2027-02-01T09:00:00Z'],
  ['for good', { days: 0 }, null],
])('bans for %s', async (_case, params, expires) => {
  const { banid } = await ban({ ip: '192.0.2.1', ...params });
  expect(await stored(banid)).toMatchObject({ expires: expires === null ? null : new Date(expires) });
});

test('banning again replaces the ban and keeps its id', async () => {
  const first = await ban({ ip: '192.0.2.77', days: 1 });
  expect(await ban({ ip: '192.0.2.77/32', reason: 'Again', days: 2 })).toEqual(first);
  expect(await stored(first.banid)).toMatchObject({ reason: 'Again', expires: new Date('2027-02-02T09:00:00Z') });
});

test('is recorded in the activity log', async () => {
  const { banid } = await ban({ ip: '192.0.2.99/24', days: 1 });
  expect(await world.logged()).toMatchObject({
    description: `AddBannedIp: banid ${banid}`,
    changes: { network: [null, '192.0.2.0/24'], expires_at: [null, '2027-02-01T09:00:00.000Z'] },
  });
});

const IP = 'The IP must be an address or a network such as 203.0.113.0/24';
const OWN = 'You cannot ban the address that you call from';
/** Calls from a given address. */
const from = (address: string) =>
  Object.assign(Object.create(world), {
    call: async (action: string, params: Record<string, string>) =>
      (await world.post({ action, ...params }, { 'X-Forwarded-For': address })).json,
  });
testRefusals(world, 'AddBannedIp', [
  { message: IP, params: { reason: 'Abuse' } },
  ...[
    'x',
    '1.2.3',
    '1.2.3.4/33',
    '1.2.3.4,1.2.3.5',
    'fe80::1%eth0',
    '1.2.3.4/',
    '::1/129',
    '01.2.3.4',
    '1.2.3.4:80/24',
    '[1.2.3.4',
    '[::1]x',
    'unknown',
    'x'.repeat(101),
  ].map((ip) => ({ message: IP, because: ip, params: { ip, reason: 'Abuse' } })),
  { message: IP, because: 'a list', params: { ip: ['1.2.3.4'], reason: 'Abuse' } },
  { message: 'Parameter "reason" is required', params: { ip: '1.2.3.4' } },
  { message: 'Parameter "days" is out of range', params: { ip: '1.2.3.4', reason: 'Abuse', days: 36_501 } },
  { message: 'Invalid Date Format', params: { ip: '1.2.3.4', reason: 'Abuse', expires: 'tomorrow' } },
  {
    message: 'The ban would be over already',
    params: { ip: '1.2.3.4', reason: 'Abuse', expires: '2027-01-31 09:00:00' },
  },
  { message: OWN, params: { ip: '203.0.112.0/23', reason: 'Oops' }, world: from('203.0.113.5') },
  {
    message: OWN,
    because: 'IPv4 in IPv6',
    params: { ip: '::ffff:203.0.113.5', reason: 'Oops' },
    world: from('203.0.113.5'),
  },
  {
    message: OWN,
    because: 'the other way',
    params: { ip: '203.0.113.5', reason: 'Oops' },
    world: from('::ffff:203.0.113.5'),
  },
  { message: OWN, because: 'IPv6', params: { ip: '2001:db8::/32', reason: 'Oops' }, world: from('2001:DB8::5') },
  {
    message: OWN,
    because: 'everybody',
    params: { ip: '0.0.0.0/0', reason: 'Oops' },
    world: calling(world, () => world.credentials),
  },
]);
