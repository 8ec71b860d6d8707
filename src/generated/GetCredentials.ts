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
