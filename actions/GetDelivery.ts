import { action } from '../src/calls/action';
import { presentDelivery } from '../src/dialects/whmcs/deliveries';
import { notFound } from '../src/errors';
import type { GetDelivery } from '../src/generated/GetDelivery';
import { findDelivery, type LoggedAttempt } from '../src/store/deliveries/list';

export default action<GetDelivery>(async ({ deliveryid }, { db, caller }) => {
  const delivery = await findDelivery(db, deliveryid, caller.departmentIds);
  if (delivery === undefined) throw notFound('Delivery ID Not Found');
  return {
    ...presentDelivery(delivery),
    request: delivery.request ?? '',
    log: { attempt: delivery.log.map(presentAttempt) },
  };
});

const presentAttempt = ({ at, attempt, outcome, text, ms, status, answer }: LoggedAttempt) => ({
  date: new Date(at),
  ...(attempt !== undefined && { attempt }),
  ...{ outcome, text },
  ...(ms !== undefined && { milliseconds: ms }),
  ...(status !== undefined && { status }),
  ...(answer !== undefined && { answer }),
});
