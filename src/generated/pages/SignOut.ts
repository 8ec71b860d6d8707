/** Made by `npm run generate` from schemas/pages/SignOut.json; changes belong there. */

/**
 * End the session of a browser
 */
export interface PagesSignOut {
  /**
   * The session's token
   */
  session: string;
}
