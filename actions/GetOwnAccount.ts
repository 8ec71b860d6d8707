import { usedAfter } from '../src/access/session-times';
import { action } from '../src/calls/action';
import { ownStaff } from '../src/dialects/whmcs/own-account';
import { notFound } from '../src/errors';
import type { GetOwnAccount } from '../src/generated/GetOwnAccount';
import { factorState } from '../src/people/second-factor';
import { listStaffSessions } from '../src/store/access/staff-sessions';
import { findStaffAccount } from '../src/store/people/staff-accounts';

export default action<GetOwnAccount>(async (_params, { db, caller, now }) => {
  const own = ownStaff(caller);
  const [staff, factor, sessions] = await Promise.all([
    findStaffAccount(db, { id: own.staffId }),
    factorState(db, own),
    listStaffSessions(db, own.staffId, now, usedAfter(now)),
  ]);
  if (staff === undefined) throw notFound('Admin ID Not Found');
  return {
    ...{ adminid: staff.id, adminusername: staff.username, name: staff.name, email: staff.email },
    ...{ language: staff.language, signature: staff.signature },
    ...{ secondfactor: factor.state, recoverycodes: factor.recoveryCodes },
    sessions: {
      session: sessions.map(({ id, address, browser, createdAt, lastSeenAt }) => ({
        ...{ sessionid: id, address, browser, created: createdAt, lastseen: lastSeenAt },
        iscurrent: id === caller.session?.id,
      })),
    },
  };
});
