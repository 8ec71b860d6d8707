/** Made by `npm run generate` from schemas/CreateOAuthCredential.json; changes belong there. */

/**
 * Register an OAuth client that may sign clients in; its secret is shown only once
 */
export interface CreateOAuthCredential {
  /**
   * authorization_code or single_sign_on
   */
  grantType: string;
  /**
   * The scopes that the program may ask for, separated by spaces (required): openid, email, profile, clientarea:sso and the single sign-on destinations
   */
  scope?: string;
  /**
   * The name of the program; required for authorization_code
   */
  name?: string;
  /**
   * The id of the service that the program is for; required for single_sign_on
   */
  serviceId?: number;
  /**
   * What it is for
   */
  description?: string;
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
}

/**
 * What CreateOAuthCredential is called with
 */
export interface CreateOAuthCredentialCall {
  /**
   * authorization_code or single_sign_on
   */
  grantType: string;
  /**
   * The scopes that the program may ask for, separated by spaces (required): openid, email, profile, clientarea:sso and the single sign-on destinations
   */
  scope?: string;
  /**
   * The name of the program; required for authorization_code
   */
  name?: string;
  /**
   * The id of the service that the program is for; required for single_sign_on
   */
  serviceId?: number | `${number}`;
  /**
   * What it is for
   */
  description?: string;
  /**
   * The program's logo: a URL, or a path on this server
   */
  logoUri?: unknown;
  /**
   * The allowed redirect URLs: an array, or a list separated by spaces or commas
   */
  redirectUri?: unknown;
}

/**
 * What CreateOAuthCredential answers
 */
export interface CreateOAuthCredentialAnswer {
  credentialId: number;
  clientIdentifier: string;
  clientSecret: string;
}
