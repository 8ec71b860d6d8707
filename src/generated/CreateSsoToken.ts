/** Made by `npm run generate` from schemas/CreateSsoToken.json; changes belong there. */

/**
 * Make a link that signs a client in once within a minute: give it only to whom the account belongs to
 */
export interface CreateSsoToken {
  /**
   * The client to sign in
   */
  client_id?: number;
  /**
   * The user to sign in; without it, the owner of the client's account
   */
  user_id?: number;
  /**
   * Where the link leads, such as clientarea:tickets; without it, to the first page
   */
  destination?: string;
  /**
   * The service that clientarea:product_details shows
   */
  service_id?: number;
  /**
   * The domain that clientarea:domain_details shows
   */
  domain_id?: number;
  /**
   * The path on this server that sso:custom_redirect leads to
   */
  sso_redirect_path?: string;
}

/**
 * What CreateSsoToken is called with
 */
export interface CreateSsoTokenCall {
  /**
   * The client to sign in
   */
  client_id?: number | `${number}`;
  /**
   * The user to sign in; without it, the owner of the client's account
   */
  user_id?: number | `${number}`;
  /**
   * Where the link leads, such as clientarea:tickets; without it, to the first page
   */
  destination?: string;
  /**
   * The service that clientarea:product_details shows
   */
  service_id?: number | `${number}`;
  /**
   * The domain that clientarea:domain_details shows
   */
  domain_id?: number | `${number}`;
  /**
   * The path on this server that sso:custom_redirect leads to
   */
  sso_redirect_path?: string;
}

/**
 * What CreateSsoToken answers
 */
export interface CreateSsoTokenAnswer {
  access_token: string;
  redirect_url: string;
}
