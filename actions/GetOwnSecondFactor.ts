import { action } from '../src/calls/action';
import { ownStaff } from '../src/dialects/whmcs/own-account';
import type { GetOwnSecondFactor } from '../src/generated/GetOwnSecondFactor';
import { findEnrolment } from '../src/people/second-factor';

export default action<GetOwnSecondFactor>(async (_params, context) => {
  const own = ownStaff(context.caller);
  return { ...(await findEnrolment(context, own, context.caller.username)) };
});
