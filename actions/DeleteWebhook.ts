import { action } from '../src/calls/action';
import { holdOwnWebhook } from '../src/dialects/whmcs/webhooks';
import type { DeleteWebhook } from '../src/generated/DeleteWebhook';
import { PURGED_AT_ONCE, purgeSome } from '../src/store/deliveries/purging';
import { deleteWebhook } from '../src/store/deliveries/webhooks';
import { listenerOf } from '../src/webhooks/listeners';

/** What is left of a longer line goes with the other old deliveries. */
const MOST_BATCHES = 5;

export default action<DeleteWebhook>(async ({ webhookid }, context) => {
  const { db, now, record } = context;
  const { url } = await holdOwnWebhook(context, webhookid);
  deleteWebhook(db, webhookid);
  const listener = listenerOf(webhookid);
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    if ((await purgeSome(db, { listener, states: ['waiting', 'retrying'] }, now)) < PURGED_AT_ONCE) break;
  }
  record({ changes: { url: [url, null] } });
  return { webhookid };
});
