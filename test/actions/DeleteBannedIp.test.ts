import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lifts a ban', async () => {
  const { banid } = await world.done('AddBannedIp', { ip: '192.0.2.0/24', reason: 'Abuse' });
  const answer = await world.done('DeleteBannedIp', { banid });
  expectAnswer('DeleteBannedIp', answer);
  expect(await world.rows('select 1 from banned_ips')).toEqual([]);
  expect(await world.logged()).toMatchObject({
    description: `DeleteBannedIp: banid ${banid}`,
    changes: { network: ['192.0.2.0/24', null] },
  });
});

testRefusals(world, 'DeleteBannedIp', [{ message: 'Ban ID Not Found', params: { banid: 999_999 } }]);
