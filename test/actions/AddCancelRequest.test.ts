import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const service = async () => {
  const { clientId } = await world.client();
  return { clientId, serviceid: await world.service(clientId) };
};

test.each<[unknown, string]>([
  [undefined, 'End of Billing Period'],
  ['Immediate', 'Immediate'],
  ['end of billing period', 'End of Billing Period'],
])('type %p is %s', async (type, kind) => {
  const { clientId, serviceid } = await service();
  const answer = await world.done('AddCancelRequest', { serviceid, type, reason: 'Too far' });
  expectAnswer('AddCancelRequest', answer);
  expect(answer).toMatchObject({ serviceid, userid: clientId });
  expect(await world.rows('select * from cancel_requests where service_id = $1', [serviceid])).toMatchObject([
    { kind, reason: 'Too far', created_at: world.now },
  ]);
  expect(await world.logged()).toMatchObject({ clientId, changes: { cancellation: [null, kind] } });
});

test('emits CancellationRequest once, with the published fields', async () => {
  const { clientId, serviceid } = await service();
  await world.events();
  await world.done('AddCancelRequest', { serviceid, type: 'Immediate' });
  expect(await world.events()).toEqual(['CancellationRequest']);
  const [row] = await world.rows<{ payload: unknown }>('select payload from outbox order by id desc limit 1');
  expect(row!.payload).toEqual({ userid: clientId, relid: serviceid, reason: '', type: 'Immediate' });
});

test('of two concurrent calls, one is the second', async () => {
  const { serviceid } = await service();
  const answers = await Promise.all([1, 2, 3].map(() => world.call('AddCancelRequest', { serviceid })));
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'error', 'success']);
});

testRefusals(world, 'AddCancelRequest', [
  { message: 'Service ID Not Found', params: {} },
  { message: 'Service ID Not Found', because: 'no such service', params: { serviceid: 999_999 } },
  {
    message: 'Existing Cancellation Request Exists',
    params: async () => {
      const { serviceid } = await service();
      await world.done('AddCancelRequest', { serviceid });
      return { serviceid };
    },
  },
  {
    message: 'Invalid Type. Must be Immediate or End of Billing Period',
    params: async () => ({ serviceid: (await service()).serviceid, type: 'Never' }),
  },
]);
