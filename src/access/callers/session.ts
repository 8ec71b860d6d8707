import type { Database } from '../../database/pool';
import { ApiError } from '../../errors';
import { findSession } from '../../store/access/client-sessions';
import { type Caller, clientCaller } from '../caller';
import { hashSecret } from '../secrets';

/** Whoever's browser has been signed in. */
export interface Visitors {
  /**
   * The client whose browser holds a session. A user who is not the owner may ask for tickets only with that permission.
   *
   * @throws ApiError (unauthenticated) `Unauthenticated.` for anything but a living session.
   */
  session(token: string): Promise<Caller>;
}

export interface VisitorParts {
  database: Database;
  clock: () => Date;
}

/** Recognises sessions. */
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
