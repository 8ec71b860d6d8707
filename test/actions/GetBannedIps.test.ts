import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  await world.done('AddBannedIp', { ip: '203.0.113.0/24', reason: 'Abuse', days: 30 });
  await world.done('AddBannedIp', { ip: '203.0.113.9', reason: 'Spam', days: 0 });
  await world.done('AddBannedIp', { ip: '2001:db8::/32', reason: 'Scan', days: 1 });
});

const list = async (params: Record<string, unknown> = {}) =>
  (await world.done('GetBannedIps', params)) as unknown as {
    totalresults: number;
    bans: { ban: { id: number; ip: string; active: boolean }[] };
  };

test('lists bans, the newest first', async () => {
  world.now = new Date('2027-02-01T09:00:00Z');
  const answer = await list();
  expectAnswer('GetBannedIps', answer);
  const created = '2027-01-31 09:00:00';
  expect(answer).toEqual({
    ...{ result: 'success', totalresults: 3, startnumber: 0, numreturned: 3 },
    bans: {
      ban: [
        { id: 3, ip: '2001:db8::/32', reason: 'Scan', active: false, created, expires: '2027-02-01 09:00:00' },
        { id: 2, ip: '203.0.113.9', reason: 'Spam', active: true, created, expires: '' },
        { id: 1, ip: '203.0.113.0/24', reason: 'Abuse', active: true, created, expires: '2027-03-02 09:00:00' },
      ],
    },
  });
});

test.each<[Record<string, unknown>, string[], number]>([
  [{ banid: 2 }, ['203.0.113.9'], 1],
  [{ banid: 999_999 }, [], 0],
  [{ ip: '203.0.113.9' }, ['203.0.113.9', '203.0.113.0/24'], 2],
  [{ ip: '::ffff:203.0.113.8' }, ['203.0.113.0/24'], 1],
  [{ ip: '203.0.112.0/23' }, [], 0],
  [{ ip: '2001:db8:1::/48' }, ['2001:db8::/32'], 1],
  [{ limitstart: 1, limitnum: 1 }, ['203.0.113.9'], 3],
])('%j', async (params, ips, total) => {
  const { totalresults, bans } = await list(params);
  expect({ ips: bans.ban.map(({ ip }) => ip), total: totalresults }).toEqual({ ips, total });
});

testRefusals(world, 'GetBannedIps', [
  { message: 'The IP must be an address or a network such as 203.0.113.0/24', params: { ip: 'somewhere' } },
]);
