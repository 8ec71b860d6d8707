import { noting, startDelivering, stopDelivering } from '../deliveries/deliver';
import { expectAnswer } from '../support/answers';
import { eventually } from '../support/eventually';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const insert = async (columns: string, values: string) => {
  const [row] = await world.change<{ id: number }>(
    `insert into deliveries (listener, event, due_at, created_at, ${columns}) values ('given up', 'TicketOpen', $1, $1, ${values})
     returning id`,
    [world.now],
  );
  return row?.id;
};

test('delivers again what was given up', async () => {
  const deliveryid = await insert('state, attempts, finished_at', `'dead', 9, now()`);
  const answer = await world.done('RetryDelivery', { deliveryid });
  expectAnswer('RetryDelivery', answer);
  expect(await world.logged()).toMatchObject({ changes: { listener: [null, 'given up'], state: ['dead', 'waiting'] } });
  const listener = noting('given up');
  startDelivering(world, [listener]);
  await eventually(() => listener.told.length === 1);
  expect(listener.told).toMatchObject([{ id: deliveryid, attempt: 1 }]);
  await stopDelivering();
});

testRefusals(world, 'RetryDelivery', [
  { message: 'Delivery ID Not Found', params: { deliveryid: 999_999 } },
  {
    message: 'The delivery is being made right now',
    params: async () => ({ deliveryid: await insert('claimed_by', 'gen_random_uuid()') }),
  },
]);
