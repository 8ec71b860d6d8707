import { action } from '../../src/calls/action';
import { signedIn } from '../../src/dialects/pages/signed-in';
import { notFound } from '../../src/errors';
import type { PagesEndSession } from '../../src/generated/pages/EndSession';
import { deleteSessionsOf } from '../../src/store/access/client-sessions';

export default action<PagesEndSession>(async ({ id }, { db, caller, record }) => {
  const own = signedIn(caller);
  if ((await deleteSessionsOf(db, own, { only: id })) === 0) throw notFound('Session Not Found');
  record({ description: 'Ended a session in another browser', userId: own.userId });
  return {};
});
