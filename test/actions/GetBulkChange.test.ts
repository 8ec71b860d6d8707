import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('tells how far it is, and pages what has failed', async () => {
  const { id } = await world.ticket({ noemail: true });
  const { bulkid } = await world.done('StartBulkChange', { ticketids: [999_997, 999_998, id], close: true });
  const answer = await world.done('GetBulkChange', { bulkid, limitstart: 1, limitnum: 1 });
  expectAnswer('GetBulkChange', answer);
  const failure = [{ ticketid: 999_998, tid: '', during: 'change', reason: 'Ticket ID Not Found' }];
  expect(answer).toMatchObject({ state: 'done', total: 3, done: 1, failed: 2, failures: { failure } });
});

async function ofSomebodyElse() {
  await world.admin('limited', { departmentIds: [1] });
  const { id } = await world.ticket({ noemail: true });
  return { bulkid: (await world.done('StartBulkChange', { ticketids: id, close: true })).bulkid };
}

testRefusals(world, 'GetBulkChange', [
  { message: 'Bulk Change ID Not Found', params: { bulkid: 999_999 } },
  { message: 'Bulk Change ID Not Found', because: 'none', params: {} },
  {
    message: 'Bulk Change ID Not Found',
    because: "somebody else's, for whoever works in some departments only",
    params: ofSomebodyElse,
    call: (action, params) => world.call(action, params, 'limited'),
  },
]);
