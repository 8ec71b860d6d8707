import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let webhookid: number;

beforeAll(async () => {
  webhookid = Number((await world.done('AddWebhook', { url: 'https://example.com/' })).webhookid);
  await world.change(
    `insert into deliveries (listener, sequence, event, ticket_id, state, due_at, created_at)
     values ($1, 1, 'TicketOpen', 5, 'dead', now(), now()), ($1, 2, 'TicketClose', 6, 'waiting', now(), now()),
       ('mail', 1, 'TicketOpen', 5, 'dead', now(), now())`,
    [`webhook ${webhookid}`],
  );
});

test.each<[Record<string, unknown>, number[]]>([
  [{}, [2, 1]],
  [{ state: 'dead' }, [1]],
  [{ event: 'TicketClose' }, [2]],
  [{ ticketid: 5 }, [1]],
])('%j', async (params, sequences) => {
  const answer = await world.done('GetWebhookDeliveries', { webhookid, ...params });
  expectAnswer('GetWebhookDeliveries', answer);
  const { delivery } = answer.deliveries as unknown as { delivery: { sequence: number }[] };
  expect(delivery.map(({ sequence }) => sequence)).toEqual(sequences);
});

async function strange() {
  await world.admin('limited', { departmentIds: [await world.department()] });
  return { webhookid };
}

testRefusals(world, 'GetWebhookDeliveries', [
  { message: 'Webhook ID Not Found', params: { webhookid: 999_999 } },
  {
    message: 'Webhook ID Not Found',
    because: 'of other departments',
    params: strange,
    call: (action, params) => world.call(action, params, 'limited'),
  },
  {
    message: 'The state must be waiting, retrying, delivered or dead',
    params: async () => ({ webhookid, state: 'lost' }),
  },
]);
