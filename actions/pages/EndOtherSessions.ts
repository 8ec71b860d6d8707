import { action } from '../../src/calls/action';
import { signedIn } from '../../src/dialects/pages/signed-in';
import type { PagesEndOtherSessions } from '../../src/generated/pages/EndOtherSessions';
import { deleteSessionsOf } from '../../src/store/access/client-sessions';

export default action<PagesEndOtherSessions>(async (_params, { db, caller, record }) => {
  const own = signedIn(caller);
  const ended = await deleteSessionsOf(db, own, { except: own.id });
  record({ description: 'Ended the sessions in all other browsers', userId: own.userId });
  return { ended };
});
