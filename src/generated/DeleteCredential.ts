/** Made by `npm run generate` from schemas/DeleteCredential.json; changes belong there. */

/**
 * Revoke a credential immediately and permanently, with every token issued for it
 */
export interface DeleteCredential {
  /**
   * The id of the credential
   */
  credentialid: number;
}

/**
 * What DeleteCredential is called with
 */
export interface DeleteCredentialCall {
  /**
   * The id of the credential
   */
  credentialid: number | `${number}`;
}

/**
 * What DeleteCredential answers
 */
export interface DeleteCredentialAnswer {
  credentialid: number;
}
