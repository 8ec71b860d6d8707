import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a webhook with what it was not told yet, and keeps what it was told', async () => {
  const { webhookid } = await world.done('AddWebhook', { url: 'https://example.com/' });
  await world.change(
    `insert into deliveries (listener, sequence, event, state, due_at, created_at)
     select 'webhook ' || id, n, 'TicketOpen', case n when 1 then 'delivered' when 2 then 'waiting' else 'retrying' end,
       now(), now()
     from unnest($1::int[]) as id, generate_series(1, 3) n`,
    [[webhookid, 777]],
  );
  const answer = await world.done('DeleteWebhook', { webhookid });
  expectAnswer('DeleteWebhook', answer);
  expect(await world.rows('select 1 from webhooks')).toEqual([]);
  const left = await world.rows('select listener, count(*) from deliveries group by 1 order by 1');
  expect(left).toEqual([
    { listener: `webhook ${webhookid}`, count: 1 },
    { listener: 'webhook 777', count: 3 },
  ]);
});

testRefusals(world, 'DeleteWebhook', [{ message: 'Webhook ID Not Found', params: { webhookid: 999_999 } }]);
