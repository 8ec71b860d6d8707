import type { Database } from '../../database/pool';
import { ApiError } from '../../errors';
import { findSession } from '../../store/access/client-sessions';
import { type Caller, clientCaller } from '../caller';
import { hashSecret } from '../secrets';

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

/** Authenticates sessions against the database. */
export function createVisitors({ database, clock }: VisitorParts): Visitors {
  return {
    async session(token) {
      const found =
        token === ''
          ? undefined
          : await database.transaction('read', (db) => findSession(db, hashSecret(token), clock()));
      if (found === undefined) throw new ApiError('unauthenticated', 'Unauthenticated.');
      return clientCaller(found.clientId, found.mayTickets);
    },
  };
}
