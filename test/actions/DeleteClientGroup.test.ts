import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a group; its clients stay, without a group', async () => {
  const { groupid } = await world.done('AddClientGroup', { groupname: 'VIP' });
  const { clientId } = await world.client();
  await world.change('update clients set group_id = $1 where id = $2', [groupid, clientId]);
  const answer = await world.done('DeleteClientGroup', { groupid });
  expectAnswer('DeleteClientGroup', answer);
  expect((await world.logged())?.changes).toEqual({ name: ['VIP', null] });
  expect(await world.rows('select 1 from client_groups')).toEqual([]);
  expect(await world.rows('select group_id from clients where id = $1', [clientId])).toEqual([{ group_id: null }]);
});

testRefusals(world, 'DeleteClientGroup', [
  { message: 'Client Group ID Not Found', params: {} },
  { message: 'Client Group ID Not Found', because: 'no such', params: { groupid: 999_999 } },
]);
