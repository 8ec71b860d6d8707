/** Made by `npm run generate` from schemas/GetCredentials.json; changes belong there. */

/**
 * List credentials without their secrets, oldest first
 */
export interface GetCredentials {
  /**
   * Only this credential
   */
  credentialid?: number;
  /**
   * Whether to include revoked credentials
   */
  include_revoked?: boolean;
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
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
   * Whether to include revoked credentials
   */
  include_revoked?: boolean;
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
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
