import { action } from '../src/calls/action';
import { ownStaff } from '../src/dialects/whmcs/own-account';
import { notFound } from '../src/errors';
import type { EndOwnSession } from '../src/generated/EndOwnSession';
import { deleteStaffSessionsOf } from '../src/store/access/staff-sessions';

export default action<EndOwnSession>(async ({ sessionid }, { db, caller, record }) => {
  const { staffId } = ownStaff(caller);
  const others = caller.session === undefined ? undefined : { except: caller.session.id };
  const ended = await deleteStaffSessionsOf(db, staffId, sessionid === undefined ? others : { only: sessionid });
  if (sessionid !== undefined && ended === 0) throw notFound('Session Not Found');
  record({ description: `Ended ${sessionid === undefined ? 'all other sessions' : 'the session in another browser'}` });
  return { ended };
});
