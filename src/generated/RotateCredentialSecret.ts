/** Made by `npm run generate` from schemas/RotateCredentialSecret.json; changes belong there. */

/**
 * Give a credential a new secret, which is shown this once; the old one still works for a while
 */
export interface RotateCredentialSecret {
  /**
   * The credential's id
   */
  credentialid: number;
  /**
   * For how many minutes the old secret still works: 60 without it, 0 to end it at once
   */
  overlap?: number;
  /**
   * What its calls send as secret, 8 characters at least; drawn where it is not sent
   */
  newsecret?: string;
}

/**
 * What RotateCredentialSecret is called with
 */
export interface RotateCredentialSecretCall {
  /**
   * The credential's id
   */
  credentialid: number | `${number}`;
  /**
   * For how many minutes the old secret still works: 60 without it, 0 to end it at once
   */
  overlap?: number | `${number}`;
  /**
   * What its calls send as secret, 8 characters at least; drawn where it is not sent
   */
  newsecret?: string;
}

/**
 * What RotateCredentialSecret answers
 */
export interface RotateCredentialSecretAnswer {
  credentialid: number;
  identifier: string;
  secret: string;
  oldsecretends: string;
}
