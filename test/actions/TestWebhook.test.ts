import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('makes a delivery that tells no event', async () => {
  const { webhookid } = await world.done('AddWebhook', { url: 'https://example.com/' });
  const answer = await world.done('TestWebhook', { webhookid });
  expectAnswer('TestWebhook', answer);
  expect(await world.rows('select id, listener, event, sequence, state from deliveries')).toEqual([
    { id: answer.deliveryid, listener: `webhook ${webhookid}`, event: 'WebhookTest', sequence: null, state: 'waiting' },
  ]);
});

testRefusals(world, 'TestWebhook', [
  { message: 'Webhook ID Not Found', params: { webhookid: 999_999 } },
  {
    message: 'The webhook is disabled',
    params: async () => ({
      webhookid: (await world.done('AddWebhook', { url: 'https://example.com/', enabled: false })).webhookid,
    }),
  },
]);
