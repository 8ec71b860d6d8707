import type { Database, Db } from '../database/pool';
import { deleteSession, openSession, type SessionOwner } from '../store/access/client-sessions';
import { type ActivityRow, insertActivity } from '../store/desk/activity';
import { CLIENT_USERNAME } from './caller';
import { drawToken, hashSecret, sameText } from './secrets';

/** Sessions of clients' browsers: single sign-on begins them, and the button on a page ends them. */
export interface Sessions {
  /**
   * Signs a client in with a single sign-on token, which works once and for a minute. Of two at once, one is signed in.
   *
   * @param address where it comes from.
   * @returns undefined for a token that is wrong, used or old, and where single sign-on is not allowed any more.
   */
  signOn(token: string, address: string): Promise<SignedOn | undefined>;
  /** What a page of a session holds that no other site can know: proof that a request comes from such a page. */
  proofOf(session: string): string;
  /** Ends a session. @returns false without the right proof, and then nothing is ended. */
  signOut(session: string, proof: string, address: string): Promise<boolean>;
}

/** Who has been signed in, for a browser. */
export interface SignedOn {
  /** Whoever has it is the client. */
  session: string;
  seconds: number;
  /** On this server, with a slash before it. */
  path: string;
}

interface Parts {
  database: Database;
  clock: () => Date;
}

const SESSION_SECONDS = 8 * 3600;

const proofOf = (session: string): string => hashSecret(`proof of ${session}`);

/** Begins and ends sessions in the database; `callers` recognises whoever has one. */
export function createSessions({ database, clock }: Parts): Sessions {
  /** Says in the activity log what a client did who came with a browser. */
  const tellOfClient = (
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
          tellOfClient(db, begun, address, { action: 'singlesignon', description: 'Signed in by single sign-on' });
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
        if (ended !== undefined) tellOfClient(db, ended, address, { action: 'logout', description: 'Signed out' });
      });
      return true;
    },
  };
}
