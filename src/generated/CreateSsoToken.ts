/** Made by `npm run generate` from schemas/CreateSsoToken.json; changes belong there. */

/**
 * Create a link that signs a client in once, within a minute; give it only to the person who owns the account
 */
export interface CreateSsoToken {
  /**
   * The id of the client to sign in
   */
  client_id?: number;
  /**
   * The id of the user to sign in; by default, the owner of the client's account
   */
  user_id?: number;
  /**
   * Where the link leads, such as clientarea:tickets; by default, to the first page
   */
  destination?: string;
  /**
   * The id of the service that clientarea:product_details shows
   */
  service_id?: number;
  /**
   * The id of the domain that clientarea:domain_details shows
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
   * The id of the client to sign in
   */
  client_id?: number | `${number}`;
  /**
   * The id of the user to sign in; by default, the owner of the client's account
   */
  user_id?: number | `${number}`;
  /**
   * Where the link leads, such as clientarea:tickets; by default, to the first page
   */
  destination?: string;
  /**
   * The id of the service that clientarea:product_details shows
   */
  service_id?: number | `${number}`;
  /**
   * The id of the domain that clientarea:domain_details shows
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
