/** Made by `npm run generate` from schemas/pages/EnterCode.json; changes belong there. */

/**
 * Finish a sign-in with the code of a second factor
 */
export interface PagesEnterCode {
  /**
   * The session's token
   */
  session: string;
  /**
   * A code of the device, or a recovery code
   */
  code?: string;
  /**
   * The browser in a few words
   */
  browser?: string;
}
