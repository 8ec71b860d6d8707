import { action } from '../src/calls/action';
import { holdOwnWebhook } from '../src/dialects/whmcs/webhooks';
import { invalid } from '../src/errors';
import type { TestWebhook } from '../src/generated/TestWebhook';
import { insertTestDelivery } from '../src/store/deliveries/redelivering';
import { listenerOf } from '../src/webhooks/listeners';

export default action<TestWebhook>(async ({ webhookid }, context) => {
  const { enabled } = await holdOwnWebhook(context, webhookid);
  if (!enabled) throw invalid('The webhook is disabled');
  return { deliveryid: await insertTestDelivery(context.db, listenerOf(webhookid), context.now) };
});
