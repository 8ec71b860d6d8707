/** Made by `npm run generate` from schemas/DeleteOAuthCredential.json; changes belong there. */

/**
 * Delete an OAuth client; every token issued through it stops working immediately
 */
export interface DeleteOAuthCredential {
  /**
   * The id of the OAuth client
   */
  credentialId: number;
}

/**
 * What DeleteOAuthCredential is called with
 */
export interface DeleteOAuthCredentialCall {
  /**
   * The id of the OAuth client
   */
  credentialId: number | `${number}`;
}

/**
 * What DeleteOAuthCredential answers
 */
export interface DeleteOAuthCredentialAnswer {
  credentialId: number;
}
