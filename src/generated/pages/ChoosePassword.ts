/** Made by `npm run generate` from schemas/pages/ChoosePassword.json; changes belong there. */

/**
 * Set a new password with a link from ResetPassword, which works once; it ends the user's sessions
 */
export interface PagesChoosePassword {
  /**
   * The token at the end of the link
   */
  token: string;
  /**
   * The new password: at least 10 characters and not a common one, at most 72 bytes
   */
  password: string;
  /**
   * The password again
   */
  password_again: string;
}
