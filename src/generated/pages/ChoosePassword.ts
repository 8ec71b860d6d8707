/** Made by `npm run generate` from schemas/pages/ChoosePassword.json; changes belong there. */

/**
 * Set another password with a link of ResetPassword, which works once; it ends the sessions of the user
 */
export interface PagesChoosePassword {
  /**
   * What the link ends with
   */
  token: string;
  /**
   * Another password, of at most 72 bytes
   */
  password: string;
  /**
   * The same again
   */
  password_again: string;
}
