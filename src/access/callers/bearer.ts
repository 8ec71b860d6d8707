import type { Changes } from '../../database/listen';
import type { Database, Db } from '../../database/pool';
import { ApiError } from '../../errors';
import { type Audience, findGrant, findGrantByToken, type Grant } from '../../store/access/grants';
import { type Caller, clientCaller, roleCaller } from '../caller';
import type { Remembered } from '../remembered';
import { hashSecret } from '../secrets';
import type { Tokens } from '../tokens';

/** Authentication by bearer token. */
export interface Bearers {
  /**
   * Finds the client, member of staff or program that a bearer token stands for.
   *
   * @param header the Authorization header
   * @throws ApiError (unauthenticated) `Unauthenticated.` for anything but a valid token for that audience
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

/** The prefix of personal tokens. */
export const PERSONAL_TOKEN = 'hdp_';

/** Authenticates access tokens and personal tokens. */
export function createBearers({ database, changes, tokens, remembered, clock }: BearerParts): Bearers {
  /**
   * Looks a personal token up by its hash. Any other token must carry our signature and name a grant that still exists.
   */
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
      const isValid = grant !== undefined && (grant.expiresAt === null || grant.expiresAt > clock().getTime());
      if (!isValid || grant.audience !== audience) throw new ApiError('unauthenticated', 'Unauthenticated.');
      if (grant.clientId !== null) return clientCaller(grant.clientId);
      const name =
        grant.staffId !== null && grant.credentialId === null
          ? `staff:${grant.staffId}`
          : `credential:${grant.credentialId}`;
      return roleCaller(name, grant, 'number');
    },
  };
}
