import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('changes what is given, and tells the activity log', async () => {
  const adminid = await world.admin('jo');
  const answer = await world.done('UpdateOwnAccount', { signature: 'Jo\nSupport', language: 'german' }, 'jo');
  expectAnswer('UpdateOwnAccount', answer);
  await world.done('UpdateOwnAccount', { language: '' }, 'jo');
  expect(await world.done('GetOwnAccount', {}, 'jo')).toMatchObject({ signature: 'Jo\nSupport', language: '' });
  expect(await world.logged()).toMatchObject({ staffId: adminid, changes: { language: ['german', ''] } });
});

testRefusals(world, 'UpdateOwnAccount', [{ message: 'Only an administrator can do this', params: {} }]);
