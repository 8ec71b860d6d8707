/** Made by `npm run generate` from schemas/pages/UseSignInLink.json; changes belong there. */

/**
 * Sign a user in with a link from SendSignInLink, which is then used up
 */
export interface PagesUseSignInLink {
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
