import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { RetryDelivery } from '../src/generated/RetryDelivery';
import { findDelivery } from '../src/store/deliveries/list';
import { retryDelivery } from '../src/store/deliveries/purging';

export default action<RetryDelivery>(async ({ deliveryid }, { db, now, caller, record }) => {
  const delivery = await findDelivery(db, deliveryid, caller.departmentIds);
  if (delivery === undefined) throw notFound('Delivery ID Not Found');
  const isRetried = await retryDelivery(db, delivery, now);
  if (!isRetried) throw invalid('The delivery is being made right now');
  record({ changes: { listener: [null, delivery.listener], state: [delivery.state, 'waiting'] } });
  return { deliveryid };
});
