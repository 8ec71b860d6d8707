/** Made by `npm run generate` from schemas/DeleteCredential.json; changes belong there. */

/**
 * End a credential at once and for good, with every token that came of it
 */
export interface DeleteCredential {
  /**
   * The credential's id
   */
  credentialid: number;
}

/**
 * What DeleteCredential is called with
 */
export interface DeleteCredentialCall {
  /**
   * The credential's id
   */
  credentialid: number | `${number}`;
}

/**
 * What DeleteCredential answers
 */
export interface DeleteCredentialAnswer {
  credentialid: number;
}
