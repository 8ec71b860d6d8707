import type { Database, Db } from '../database/pool';
import { deleteSession, openSession, type SessionOwner } from '../store/access/client-sessions';
import { type ActivityRow, insertActivity } from '../store/desk/activity';
import { CLIENT_USERNAME } from './caller';
import { drawToken, hashSecret, sameText } from './secrets';

/** Sessions of clients' browsers. Single sign-on begins them, and the sign-out button on a page ends them. */
export interface Sessions {
  /**
   * Signs a client in with a single sign-on token, which works once and within a minute. If two requests use it at the
   * same time, only one is signed in.
   *
   * @param address the browser's network address
   * @returns undefined if the token is wrong, used or too old, or if single sign-on is not allowed any more
   */
  signOn(token: string, address: string): Promise<SignedOn | undefined>;
  /**
   * The CSRF token of a session. Its pages contain it and no other site knows it, so it proves where a request is from.
   */
  proofOf(session: string): string;
  /** Ends a session. @returns false if the proof is wrong; the session then continues */
  signOut(session: string, proof: string, address: string): Promise<boolean>;
}

/** A new session, for a browser. */
interface SignedOn {
  /** The session's token. It is a secret: anyone who has it is signed in as the client. */
  session: string;
  seconds: number;
  /** The page to go to: a path on this server with a leading slash. */
  path: string;
}

interface Parts {
  database: Database;
  clock: () => Date;
}

const SESSION_SECONDS = 8 * 3600;

const proofOf = (session: string): string => hashSecret(`proof of ${session}`);

/** Creates sessions on the database; `callers` authenticates them. */
export function createSessions({ database, clock }: Parts): Sessions {
  /** Logs what a client did in a browser in the activity log. */
  const logActivity = (
    db: Db,
    { clientId, userId }: SessionOwner,
    address: string,
    entry: Pick<ActivityRow, 'action' | 'description'>,
  ): void =>
    insertActivity(db, {
      ...{ at: clock(), address, clientId, userId, ...entry },
      ...{ caller: `client:${clientId}`, username: CLIENT_USERNAME },
    });

  return {
    async signOn(token, address) {
      const session = drawToken();
      const now = clock();
      const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
      const hashes = { token: hashSecret(token), session: hashSecret(session) };
      const opened = await database.transaction('write', async (db) => {
        const begun = await openSession(db, hashes, address, now, expiresAt);
        if (begun !== undefined) {
          logActivity(db, begun, address, { action: 'singlesignon', description: 'Signed in by single sign-on' });
        }
        return begun;
      });
      return opened === undefined ? undefined : { session, seconds: SESSION_SECONDS, path: opened.path };
    },

    proofOf,

    async signOut(session, proof, address) {
      if (!sameText(proof, proofOf(session))) return false;
      await database.transaction('write', async (db) => {
        const ended = await deleteSession(db, hashSecret(session));
        if (ended !== undefined) logActivity(db, ended, address, { action: 'logout', description: 'Signed out' });
      });
      return true;
    },
  };
}
