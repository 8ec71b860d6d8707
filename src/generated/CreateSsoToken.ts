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
