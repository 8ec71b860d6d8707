import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  await world.change(
    `insert into deliveries (listener, sequence, event, ticket_id, state, attempts, due_at, log, created_at, finished_at)
     values ('mail', 1, 'TicketOpen', 5, 'delivered', 1, $1, '[{"text": "250 OK"}]', $1, $1),
       ('webhook 1', 1, 'TicketOpen', 5, 'retrying', 2, $1, '[{"text": "HTTP 500"}, {"text": "HTTP 503"}]', $1, null),
       ('webhook 1', 2, 'TicketClose', 5, 'waiting', 0, 'infinity', '[]', $1, null),
       ('webhook 1', null, 'WebhookTest', null, 'dead', 1, $1, '[{"text": "HTTP 410"}]', $1, $1)`,
    [world.now],
  );
});

const list = async (params: Record<string, unknown> = {}) =>
  (await world.done('GetDeliveries', params)) as unknown as {
    totalresults: number;
    deliveries: { delivery: Record<string, unknown>[] };
  };

test('lists deliveries, the newest first', async () => {
  const answer = await list();
  expectAnswer('GetDeliveries', answer);
  const date = '2027-01-31 09:00:00';
  const retrying = { state: 'retrying', attempts: 2, due: date, text: 'HTTP 503', created: date, finished: '' };
  expect(answer.totalresults).toBe(4);
  expect(answer.deliveries.delivery.slice(0, 3)).toMatchObject([
    { listener: 'webhook 1', event: 'WebhookTest', sequence: 0, ticketid: 0, state: 'dead', due: '', finished: date },
    { event: 'TicketClose', state: 'waiting', due: '', text: '' },
    { id: 2, listener: 'webhook 1', event: 'TicketOpen', sequence: 1, ticketid: 5, ...retrying },
  ]);
});

test.each<[Record<string, unknown>, number[], number]>([
  [{ listener: 'mail' }, [1], 1],
  [{ listener: 'webhook 1', state: 'waiting' }, [3], 1],
  [{ event: 'ticketopen' }, [2, 1], 2],
  [{ ticketid: 5, limitnum: 1 }, [3], 3],
  [{ ticketid: 6 }, [], 0],
])('%j', async (params, ids, total) => {
  const { totalresults, deliveries } = await list(params);
  expect({ ids: deliveries.delivery.map(({ id }) => id), total: totalresults }).toEqual({ ids, total });
});

testRefusals(world, 'GetDeliveries', [
  { message: 'The state must be waiting, retrying, delivered or dead', params: { state: 'lost' } },
]);
