/** Made by `npm run generate` from schemas/CreateOAuthCredential.json; changes belong there. */

/**
 * Register a program that may sign clients in for tokens; its secret is shown this once
 */
export interface CreateOAuthCredential {
  /**
   * authorization_code or single_sign_on
   */
  grantType: string;
  /**
   * What the program may ask for, required: openid, email, profile, clientarea:sso and the destinations of single sign-on, with spaces between them
   */
  scope?: string;
  /**
   * What the program is called; required for authorization_code
   */
  name?: string;
  /**
   * The service that the program is for; required for single_sign_on
   */
  serviceId?: number;
  /**
   * What it is for
   */
  description?: string;
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
   * What the program may ask for, required: openid, email, profile, clientarea:sso and the destinations of single sign-on, with spaces between them
   */
  scope?: string;
  /**
   * What the program is called; required for authorization_code
   */
  name?: string;
  /**
   * The service that the program is for; required for single_sign_on
   */
  serviceId?: number | `${number}`;
  /**
   * What it is for
   */
  description?: string;
  /**
   * Where the program's logo is: an address, or a path on this server
   */
  logoUri?: unknown;
  /**
   * Where the program may send people back to: addresses as a list, or with spaces or commas between them
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
