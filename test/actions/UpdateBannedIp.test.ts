import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeEach(() => {
  world.now = new Date('2027-01-31T09:00:00Z');
});

const add = async (ip: string) => (await world.done('AddBannedIp', { ip, reason: 'Abuse', days: 1 })).banid;
const stored = async (banid: unknown) =>
  (await world.rows('select reason, expires_at as expires from banned_ips where id = $1', [banid]))[0];

test.each<[Record<string, unknown>, Record<string, unknown>]>([
  [{ reason: 'Mistake' }, { reason: 'Mistake' }],
  [{ days: 90 }, { expires: new Date('2027-05-01T09:00:00Z') }],
  [{ days: 0 }, { expires: null }],
  [{ expires: '2027-02-05 00:00:00' }, { expires: new Date('2027-02-05T00:00:00Z') }],
])('%j changes that and nothing else', async (params, expected) => {
  const banid = await add('192.0.2.1');
  const before = await stored(banid);
  const answer = await world.done('UpdateBannedIp', { banid, ...params });
  expectAnswer('UpdateBannedIp', answer);
  expect(await stored(banid)).toEqual({ ...before, ...expected });
  expect(Object.keys((await world.logged())?.changes as object)).toEqual([
    'reason' in params ? 'reason' : 'expires_at',
  ]);
});

testRefusals(world, 'UpdateBannedIp', [
  { message: 'Ban ID Not Found', params: { banid: 999_999, days: 1 } },
  { message: 'Invalid Date Format', params: { banid: 1, expires: 'tomorrow' } },
  {
    message: 'The ban would be over already',
    params: async () => ({ banid: await add('192.0.2.2'), expires: '2027-01-31 09:00:00' }),
  },
  {
    message: 'You cannot ban the address that you call from',
    params: async () => {
      const banid = await add('127.0.0.0/8');
      world.now = new Date('2027-02-02T09:00:00Z');
      return { banid: String(banid), days: '1' };
    },
    world: calling(world, () => world.credentials),
  },
]);
