/** Made by `npm run generate` from schemas/UpdateOAuthCredential.json; changes belong there. */

/**
 * Update an OAuth client or generate a new secret; omitted parameters stay unchanged
 */
export interface UpdateOAuthCredential {
  /**
   * The id of the OAuth client
   */
  credentialId?: number;
  /**
   * The identifier of the OAuth client, instead of its id
   */
  clientApiIdentifier?: string;
  /**
   * The name of the program
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
   * The scopes that the program may ask for, separated by spaces
   */
  scope?: string;
  /**
   * The id of the service that the program is for
   */
  serviceId?: number;
  /**
   * The program's logo: a URL, or a path on this server
   *
   * @maxItems 50
   */
  logoUri?: string | string[];
  /**
   * The allowed redirect URLs: an array, or a list separated by spaces or commas
   *
   * @maxItems 50
   */
  redirectUri?: string | string[];
  /**
   * Whether to generate a new secret, shown only once; the old one stops working immediately
   */
  resetSecret?: boolean;
}

/**
 * What UpdateOAuthCredential is called with
 */
export interface UpdateOAuthCredentialCall {
  /**
   * The id of the OAuth client
   */
  credentialId?: number | `${number}`;
  /**
   * The identifier of the OAuth client, instead of its id
   */
  clientApiIdentifier?: string;
  /**
   * The name of the program
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
   * The scopes that the program may ask for, separated by spaces
   */
  scope?: string;
  /**
   * The id of the service that the program is for
   */
  serviceId?: number | `${number}`;
  /**
   * The program's logo: a URL, or a path on this server
   */
  logoUri?: unknown;
  /**
   * The allowed redirect URLs: an array, or a list separated by spaces or commas
   */
  redirectUri?: unknown;
  /**
   * Whether to generate a new secret, shown only once; the old one stops working immediately
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
