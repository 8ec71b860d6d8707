import { action } from '../../src/calls/action';
import type { PagesSignOut } from '../../src/generated/pages/SignOut';
import { endSession } from '../../src/people/browser-sessions';

export default action<PagesSignOut>(async ({ session }, context) => {
  await endSession(context, session);
  return {};
});
