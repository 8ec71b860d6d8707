/** Made by `npm run generate` from schemas/pages/ChangePassword.json; changes belong there. */

/**
 * Set a new password of the user who is signed in; it ends the user's other sessions
 */
export interface PagesChangePassword {
  /**
   * The present password
   */
  present_password: string;
  /**
   * The new password: at least 10 characters and not a common one, at most 72 bytes
   */
  password: string;
  /**
   * The password again
   */
  password_again: string;
}
