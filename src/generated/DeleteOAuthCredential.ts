/** Made by `npm run generate` from schemas/DeleteOAuthCredential.json; changes belong there. */

/**
 * Delete a registered program; every token that was given through it ends at once
 */
export interface DeleteOAuthCredential {
  /**
   * The program's id
   */
  credentialId: number;
}

/**
 * What DeleteOAuthCredential is called with
 */
export interface DeleteOAuthCredentialCall {
  /**
   * The program's id
   */
  credentialId: number | `${number}`;
}

/**
 * What DeleteOAuthCredential answers
 */
export interface DeleteOAuthCredentialAnswer {
  credentialId: number;
}
