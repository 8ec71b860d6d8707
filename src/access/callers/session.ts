import type { Database } from '../../database/pool';
import { ApiError } from '../../errors';
import { findSession, noteSessionUse } from '../../store/access/client-sessions';
import { type Caller, clientCaller } from '../caller';
import { hashSecret } from '../secrets';
import { usedAfter } from '../session-times';

/** Authentication by browser session. */
export interface Visitors {
  /**
   * Finds the client of a session. A user who does not own the account needs the permission to see tickets.
   *
   * @throws ApiError (unauthenticated) `Unauthenticated.` for anything but a valid session
   */
  session(token: string): Promise<Caller>;
}

export interface VisitorParts {
  database: Database;
  clock: () => Date;
}

/** So old may the note be of when a session was last used. Writing it with every page would double the work. */
export const NOTE_EVERY_MS = 5 * 60_000;

/** Authenticates sessions against the database. */
export function createVisitors({ database, clock }: VisitorParts): Visitors {
  return {
    async session(token) {
      const now = clock();
      const found =
        token === ''
          ? undefined
          : await database.transaction('read', (db) => findSession(db, hashSecret(token), now, usedAfter(now)));
      if (found === undefined) throw new ApiError('unauthenticated', 'Unauthenticated.');
      const { id, clientId, userId, mayTickets, lastSeenAt } = found;
      if (now.getTime() - lastSeenAt.getTime() > NOTE_EVERY_MS) {
        await database.transaction('write', (db) => noteSessionUse(db, id, now));
      }
      return clientCaller(clientId, mayTickets, { id, userId });
    },
  };
}
