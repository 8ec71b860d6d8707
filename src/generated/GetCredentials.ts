/** Made by `npm run generate` from schemas/GetCredentials.json; changes belong there. */

/**
 * Credentials, the oldest first, without their secrets
 */
export interface GetCredentials {
  /**
   * Only this credential
   */
  credentialid?: number;
  /**
   * Whether to list those that ended too
   */
  include_revoked?: boolean;
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most, 25 without it
   */
  limitnum?: number;
}

/**
 * What GetCredentials is called with
 */
export interface GetCredentialsCall {
  /**
   * Only this credential
   */
  credentialid?: number | `${number}`;
  /**
   * Whether to list those that ended too
   */
  include_revoked?: boolean;
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most, 25 without it
   */
  limitnum?: number | `${number}`;
}

/**
 * What GetCredentials answers
 */
export interface GetCredentialsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  credentials: {
    credential: {
      id: number;
      identifier: string;
      description: string;
      adminid: number;
      admin: string;
      roles: {
        role: {
          id: number;
          name: string;
        }[];
      };
      idformat: string;
      secrets: number;
      revoked: boolean;
      created: string;
    }[];
  };
}
