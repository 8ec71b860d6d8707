import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('closes a client once, and leaves all that it has', async () => {
  const { clientId } = await world.client();
  const { id } = await world.ticket({ clientid: clientId });
  await world.events();
  const answer = await world.done('CloseClient', { clientid: clientId });
  expectAnswer('CloseClient', answer);
  expect(answer).toEqual({ result: 'success', clientid: clientId });
  expect(await world.rows('select status from clients where id = $1', [clientId])).toEqual([{ status: 'Closed' }]);
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ userid: clientId });
  expect(await world.logged()).toMatchObject({ clientId, changes: { status: ['Active', 'Closed'] } });
  await world.done('CloseClient', { clientid: clientId });
  expect(await world.events()).toEqual(['ClientClose']);
});

testRefusals(world, 'CloseClient', [
  { message: 'Client ID Not Found', params: {} },
  { message: 'Client ID Not Found', because: 'no such client', params: { clientid: 999_999 } },
]);
