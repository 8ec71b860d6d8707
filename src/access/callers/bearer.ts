import type { Changes } from '../../database/changes';
import type { Database, Db } from '../../database/pool';
import { ApiError } from '../../errors';
import { type Audience, findGrant, findGrantByToken, type Grant } from '../../store/access/grants';
import { type Caller, clientCaller, roleCaller } from '../caller';
import type { Remembered } from '../remembered';
import { hashSecret } from '../secrets';
import type { Tokens } from '../tokens';

/** Whoever has a token. */
export interface Bearers {
  /**
   * Whoever a bearer token stands for: a client, a member of staff or a program.
   *
   * @param header of the name Authorization.
   * @throws ApiError (unauthenticated) `Unauthenticated.` for anything but a living token for that audience.
   */
  bearer(header: string | undefined, audience: Audience): Promise<Caller>;
}

export interface BearerParts {
  database: Database;
  changes: Changes;
  tokens: Tokens;
  remembered: { grants: Remembered<Grant> };
  clock: () => Date;
}

/** How a personal token begins. */
export const PERSONAL_TOKEN = 'hdp_';

/** Recognises access tokens and personal tokens. */
export function createBearers({ database, changes, tokens, remembered, clock }: BearerParts): Bearers {
  /** A personal token is looked up by what it is; any other must be one of ours, and name a grant that still is. */
  async function findTokenGrant(token: string, audience: Audience): Promise<Grant | undefined> {
    const load = <T>(work: (db: Db) => Promise<T>) => database.transaction('read', work);
    if (token.startsWith(PERSONAL_TOKEN)) {
      const hash = hashSecret(token);
      return remembered.grants.get(hash, changes, () => load((db) => findGrantByToken(db, hash)));
    }
    const id = await tokens.verify(token, audience);
    if (id === undefined) return undefined;
    return remembered.grants.get(id, changes, () => load((db) => findGrant(db, id)));
  }

  return {
    async bearer(header, audience) {
      const token = /^Bearer +([\x21-\x7e]{1,8192}) *$/i.exec(header ?? '')?.[1];
      const grant = token === undefined ? undefined : await findTokenGrant(token, audience);
      const lives = grant !== undefined && (grant.expiresAt === null || grant.expiresAt > clock().getTime());
      if (!lives || grant.audience !== audience) throw new ApiError('unauthenticated', 'Unauthenticated.');
      if (grant.clientId !== null) return clientCaller(grant.clientId);
      const name =
        grant.staffId !== null && grant.credentialId === null
          ? `staff:${grant.staffId}`
          : `credential:${grant.credentialId}`;
      return roleCaller(name, grant, 'number');
    },
  };
}
