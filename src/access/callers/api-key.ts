import type { Changes } from '../../database/listen';
import type { Database } from '../../database/pool';
import { ApiError } from '../../errors';
import { type ApiUser, findApiUser } from '../../store/access/api-keys';
import { type Caller, clientCaller, roleCaller } from '../caller';
import type { Remembered } from '../remembered';
import { hashSecret, sameText } from '../secrets';

/** Authentication by API key. */
export interface ApiUsers {
  /**
   * Finds the member of staff or client by e-mail address and API key.
   *
   * @throws ApiError (unauthenticated) `Wrong e-mail address or API key`
   */
  apiUser(email: string, key: string): Promise<Caller>;
}

export interface ApiUserParts {
  database: Database;
  changes: Changes;
  remembered: { apiUsers: Remembered<ApiUser> };
}

/** Authenticates API keys against the database. */
export function createApiUsers({ database, changes, remembered }: ApiUserParts): ApiUsers {
  return {
    async apiUser(email, key) {
      const hash = hashSecret(key);
      const user = await remembered.apiUsers.get(hash, changes, () =>
        database.transaction('read', (db) => findApiUser(db, hash)),
      );
      if (
        user === undefined ||
        !sameText(user.email.toLowerCase(), email.trim().toLowerCase()) ||
        email.trim() === ''
      ) {
        throw new ApiError('unauthenticated', 'Wrong e-mail address or API key');
      }
      return user.clientId === null ? roleCaller(`staff:${user.staffId}`, user, 'number') : clientCaller(user.clientId);
    },
  };
}
