import { action, type Context } from '../src/calls/action';
import { holdOwnWebhook } from '../src/dialects/whmcs/webhooks';
import { invalid, notFound } from '../src/errors';
import type { RedeliverWebhook } from '../src/generated/RedeliverWebhook';
import { findDelivery } from '../src/store/deliveries/list';
import { retryDelivery } from '../src/store/deliveries/purging';
import { findRange, redeliver } from '../src/store/deliveries/redelivering';
import { listenerOf } from '../src/webhooks/listeners';

const LONGEST_RANGE = 5_000;

export default action<RedeliverWebhook>(async ({ webhookid, deliveryid, ...range }, context) => {
  const webhook = await holdOwnWebhook(context, webhookid);
  const listener = listenerOf(webhookid);
  if (deliveryid !== undefined) return { redelivered: await redeliverOne(context, listener, deliveryid) };
  const { first, last } = await findRange(context.db, range.from, range.to);
  const from = range.firstsequence ?? first;
  const to = range.lastsequence ?? last;
  const isNamed = Object.values(range).some((end) => end !== undefined);
  if (!isNamed) throw invalid('Name a delivery, or a range of events');
  if (from === null || to === null || from > to) return { redelivered: 0 };
  if (to - from >= LONGEST_RANGE) throw invalid('A range may have at most 5000 events');
  const { events, departmentIds } = webhook;
  const redelivered = await redeliver(context.db, { listener, from, to, events, departmentIds }, context.now);
  context.record({ changes: { events: [null, `${from}-${to}`] } });
  return { redelivered };
});

async function redeliverOne({ db, now }: Context, listener: string, id: number): Promise<number> {
  const delivery = await findDelivery(db, id, null);
  if (delivery?.listener !== listener) throw notFound('Delivery ID Not Found');
  if (!(await retryDelivery(db, delivery, now))) throw invalid('The delivery is being made right now');
  return 1;
}
