import { ApiError } from '../../errors';
import { findStaffSession, noteStaffSessionUse } from '../../store/access/staff-sessions';
import { type Caller, signedInStaff } from '../caller';
import { hashSecret } from '../secrets';
import { usedAfter } from '../session-times';
import { NOTE_EVERY_MS, type VisitorParts } from './session';

/** Authentication by an administrator's browser session. */
export interface StaffVisitors {
  /**
   * Finds the administrator of a session, with the rights that they have now.
   *
   * @param how `looked at` does not count as a use, which keeps the session from ending
   * @throws ApiError (unauthenticated) `Unauthenticated.` for anything but a valid session
   */
  staffSession(token: string, how?: 'used' | 'looked at'): Promise<Caller>;
}

/** Authenticates administrators' sessions against the database. */
export function createStaffVisitors({ database, clock }: VisitorParts): StaffVisitors {
  return {
    async staffSession(token, how = 'used') {
      const now = clock();
      const found =
        token === ''
          ? undefined
          : await database.transaction('read', (db) => findStaffSession(db, hashSecret(token), now, usedAfter(now)));
      if (found === undefined) throw new ApiError('unauthenticated', 'Unauthenticated.');
      if (how === 'used' && now.getTime() - found.lastSeenAt.getTime() > NOTE_EVERY_MS) {
        await database.transaction('write', (db) => noteStaffSessionUse(db, found.id, now));
      }
      return signedInStaff(found.staffId, found, found.id);
    },
  };
}
