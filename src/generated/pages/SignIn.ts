/** Made by `npm run generate` from schemas/pages/SignIn.json; changes belong there. */

/**
 * Sign a user in with e-mail address and password. Every failure gets the same answer, after the same time
 */
export interface PagesSignIn {
  /**
   * The e-mail address of a user
   */
  email?: string;
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
