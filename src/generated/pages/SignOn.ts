/** Made by `npm run generate` from schemas/pages/SignOn.json; changes belong there. */

/**
 * Sign a client in with a token of CreateSsoToken, which works once and for a minute
 */
export interface PagesSignOn {
  /**
   * The token at the end of the link
   */
  token: string;
  /**
   * The browser in a few words
   */
  browser?: string;
  /**
   * The session that the browser had before, which ends
   */
  replaced?: string;
}
