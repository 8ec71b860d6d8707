import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('shows every attempt', async () => {
  const at = new Date('2027-01-31T09:00:00Z');
  const log = [
    { at, outcome: 'unknown', text: 'the process that delivered it ended' },
    { at, attempt: 2, outcome: 'failed', text: 'HTTP 503', ms: 31, status: 503, answer: 'Busy' },
  ];
  const [row] = await world.change<{ id: number }>(
    `insert into deliveries (listener, event, state, attempts, due_at, log, request, created_at)
     values ('webhook 1', 'TicketOpen', 'retrying', 2, $1, $2, '{"a":1}', $1) returning id`,
    [at, JSON.stringify(log)],
  );
  const answer = await world.done('GetDelivery', { deliveryid: row?.id });
  expectAnswer('GetDelivery', answer);
  const date = '2027-01-31 09:00:00';
  expect(answer).toMatchObject({
    request: '{"a":1}',
    log: {
      attempt: [
        { date, outcome: 'unknown', text: 'the process that delivered it ended' },
        { date, attempt: 2, outcome: 'failed', text: 'HTTP 503', milliseconds: 31, status: 503, answer: 'Busy' },
      ],
    },
  });
});

testRefusals(world, 'GetDelivery', [
  { message: 'Delivery ID Not Found', params: { deliveryid: 999_999 } },
  { message: 'Delivery ID Not Found', because: 'none', params: {} },
]);
