/** Made by `npm run generate` from schemas/pages/SignInStaff.json; changes belong there. */

/**
 * Sign an administrator in with user name and password. Every failure gets the same answer, after the same time
 */
export interface PagesSignInStaff {
  /**
   * The user name
   */
  username?: string;
  /**
   * The password
   */
  password?: string;
  /**
   * The browser in a few words
   */
  browser?: string;
  /**
   * The session that the browser had before, which ends
   */
  replaced?: string;
}
