/** Made by `npm run generate` from schemas/UpdateOAuthCredential.json; changes belong there. */

/**
 * Change a registered program, or give it a new secret; what is not sent stays as it is
 */
export interface UpdateOAuthCredential {
  /**
   * The program's id
   */
  credentialId?: number;
  /**
   * Its identifier, where the id is not known
   */
  clientApiIdentifier?: string;
  /**
   * What the program is called
   */
  name?: string;
  /**
   * What it is for
   */
  description?: string;
  /**
   * authorization_code or single_sign_on
   */
  grantType?: string;
  /**
   * What the program may ask for, with spaces between the names
   */
  scope?: string;
  /**
   * The service that the program is for
   */
  serviceId?: number;
  /**
   * Where the program's logo is: an address, or a path on this server
   *
   * @maxItems 50
   */
  logoUri?: string | string[];
  /**
   * Where the program may send people back to: addresses as a list, or with spaces or commas between them
   *
   * @maxItems 50
   */
  redirectUri?: string | string[];
  /**
   * Whether to give it a new secret, which is shown this once; the old one ends at once
   */
  resetSecret?: boolean;
}

/**
 * What UpdateOAuthCredential is called with
 */
export interface UpdateOAuthCredentialCall {
  /**
   * The program's id
   */
  credentialId?: number | `${number}`;
  /**
   * Its identifier, where the id is not known
   */
  clientApiIdentifier?: string;
  /**
   * What the program is called
   */
  name?: string;
  /**
   * What it is for
   */
  description?: string;
  /**
   * authorization_code or single_sign_on
   */
  grantType?: string;
  /**
   * What the program may ask for, with spaces between the names
   */
  scope?: string;
  /**
   * The service that the program is for
   */
  serviceId?: number | `${number}`;
  /**
   * Where the program's logo is: an address, or a path on this server
   */
  logoUri?: unknown;
  /**
   * Where the program may send people back to: addresses as a list, or with spaces or commas between them
   */
  redirectUri?: unknown;
  /**
   * Whether to give it a new secret, which is shown this once; the old one ends at once
   */
  resetSecret?: boolean;
}

/**
 * What UpdateOAuthCredential answers
 */
export interface UpdateOAuthCredentialAnswer {
  credentialId: number;
  newClientSecret?: string;
}
