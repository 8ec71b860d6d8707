import { action } from '../src/calls/action';
import { ownStaff } from '../src/dialects/whmcs/own-account';
import type { StartOwnSecondFactor } from '../src/generated/StartOwnSecondFactor';
import { startSecondFactor } from '../src/people/second-factor';

export default action<StartOwnSecondFactor>(async (_params, context) => {
  const own = ownStaff(context.caller);
  await startSecondFactor(context, own);
  context.record({ description: 'Began to turn on the second factor' });
  return { adminid: own.staffId };
});
