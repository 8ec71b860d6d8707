import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let webhookid: number;
let listener: string;

beforeAll(async () => {
  const added = await world.done('AddWebhook', { url: 'https://example.com/', events: 'TicketOpen', departments: '1' });
  webhookid = Number(added.webhookid);
  listener = `webhook ${webhookid}`;
  await world.change(
    `insert into events (sequence, outbox_id, event, ticket_id, department_id, created_at)
     select n, n, case when n % 4 = 0 then 'TicketClose' else 'TicketOpen' end, n, case n when 3 then 2 else 1 end,
       '2027-01-31T09:00:00Z'::timestamptz + make_interval(mins => n) from generate_series(1, 8) n`,
  );
});

beforeEach(async () => {
  await world.change('delete from deliveries');
  await world.change(
    `insert into deliveries (listener, sequence, event, ticket_id, state, attempts, due_at, created_at, finished_at)
     values ($1, 1, 'TicketOpen', 1, 'delivered', 1, now(), now(), now()),
       ($1, 2, 'TicketOpen', 2, 'dead', 10, now(), now(), now())`,
    [listener],
  );
});

const waiting = async () =>
  (await world.rows<{ sequence: number }>(`select sequence from deliveries where state = 'waiting' order by 1`)).map(
    ({ sequence }) => sequence,
  );

test.each<[Record<string, unknown>, number[]]>([
  [{ firstsequence: 1, lastsequence: 4 }, [1, 2]],
  [{ firstsequence: 5 }, [5, 6, 7]],
  [{ lastsequence: 5 }, [1, 2, 5]],
  [{ from: '2027-01-31 09:06:00' }, [6, 7]],
  [{ from: '2027-01-31 09:02:00', to: '2027-01-31 09:05:00' }, [2, 5]],
  [{ from: '2028-01-31 09:00:00' }, []],
  [{ firstsequence: 7, lastsequence: 6 }, []],
])('%j', async (range, sequences) => {
  const answer = await world.done('RedeliverWebhook', { webhookid, ...range });
  expectAnswer('RedeliverWebhook', answer);
  expect(answer.redelivered).toBe(sequences.length);
  expect(await waiting()).toEqual(sequences);
});

test('one delivery', async () => {
  const [dead] = await world.rows<{ id: number }>(`select id from deliveries where state = 'dead'`);
  expect(await world.done('RedeliverWebhook', { webhookid, deliveryid: dead?.id })).toMatchObject({ redelivered: 1 });
  expect(await world.rows('select state, attempts from deliveries where sequence = 2')).toEqual([
    { state: 'waiting', attempts: 0 },
  ]);
});

const other = async (columns: string, values: string) => {
  const [row] = await world.change<{ id: number }>(
    `insert into deliveries (event, due_at, created_at, ${columns}) values ('TicketOpen', now(), now(), ${values}) returning id`,
  );
  return { webhookid, deliveryid: row?.id };
};

testRefusals(world, 'RedeliverWebhook', [
  { message: 'Webhook ID Not Found', params: { webhookid: 999_999 } },
  { message: 'Invalid Date Format', params: async () => ({ webhookid, from: 'yesterday' }) },
  { message: 'Delivery ID Not Found', params: async () => ({ webhookid, deliveryid: 999_999 }) },
  {
    message: 'Delivery ID Not Found',
    because: "another listener's",
    params: () => other('listener', `'mail'`),
  },
  {
    message: 'The delivery is being made right now',
    params: () => other('listener, claimed_by', `'${listener}', gen_random_uuid()`),
  },
  { message: 'Name a delivery, or a range of events', params: async () => ({ webhookid }) },
  {
    message: 'A range may have at most 5000 events',
    params: async () => ({ webhookid, firstsequence: 1, lastsequence: 5001 }),
  },
]);
