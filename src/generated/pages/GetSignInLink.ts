/** Made by `npm run generate` from schemas/pages/GetSignInLink.json; changes belong there. */

/**
 * Retrieve whom a link from SendSignInLink signs in, without using it up
 */
export interface PagesGetSignInLink {
  /**
   * The token at the end of the link
   */
  token: string;
}
