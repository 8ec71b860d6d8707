import { createBulkWork } from '../../src/server/bulk-changes';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('ends a change before its end', async () => {
  const { id } = await world.ticket({ noemail: true });
  const { bulkid } = await world.done('StartBulkChange', { ticketids: id, message: 'Hello' });
  const answer = await world.done('CancelBulkChange', { bulkid });
  expectAnswer('CancelBulkChange', answer);
  expect(answer).toMatchObject({ state: 'cancelled', total: 1, done: 0 });
  world.now = new Date(world.now.getTime() + 60_000);
  await createBulkWork(world.desk)();
  expect(await world.done('GetBulkChange', { bulkid })).toMatchObject({ state: 'cancelled', done: 0 });
});

async function ended() {
  const { id } = await world.ticket({ noemail: true });
  return { bulkid: (await world.done('StartBulkChange', { ticketids: id, close: true })).bulkid };
}

testRefusals(world, 'CancelBulkChange', [
  { message: 'Bulk Change ID Not Found', params: { bulkid: 999_999 } },
  { message: 'Bulk Change ID Not Found', because: 'none', params: {} },
  { message: 'The change has ended already', params: ended },
]);
