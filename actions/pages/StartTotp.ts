import { action } from '../../src/calls/action';
import { signedInUser } from '../../src/dialects/pages/signed-in';
import type { PagesStartTotp } from '../../src/generated/pages/StartTotp';
import { startSecondFactor } from '../../src/people/second-factor';

export default action<PagesStartTotp>(async (_params, context) => {
  const { userId } = signedInUser(context.caller);
  await startSecondFactor(context, { userId });
  context.record({ description: 'Began to turn on the second factor', userId });
  return {};
});
