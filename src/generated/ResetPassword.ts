/** Made by `npm run generate` from schemas/ResetPassword.json; changes belong there. */

/**
 * Send a user a link to set a new password; it is valid for two hours
 */
export interface ResetPassword {
  /**
   * The id of the user
   */
  id?: number;
  /**
   * The e-mail address of the user, if id is omitted
   */
  email?: string;
}

/**
 * What ResetPassword is called with
 */
export interface ResetPasswordCall {
  /**
   * The id of the user
   */
  id?: number | `${number}`;
  /**
   * The e-mail address of the user, if id is omitted
   */
  email?: string;
}

/**
 * What ResetPassword answers
 */
export interface ResetPasswordAnswer {}
