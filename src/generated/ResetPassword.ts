/** Made by `npm run generate` from schemas/ResetPassword.json; changes belong there. */

/**
 * Mail a user a link that sets another password; it is good for two hours
 */
export interface ResetPassword {
  /**
   * The user's id
   */
  id?: number;
  /**
   * The user's e-mail address, where no id is sent
   */
  email?: string;
}

/**
 * What ResetPassword is called with
 */
export interface ResetPasswordCall {
  /**
   * The user's id
   */
  id?: number | `${number}`;
  /**
   * The user's e-mail address, where no id is sent
   */
  email?: string;
}

/**
 * What ResetPassword answers
 */
export interface ResetPasswordAnswer {}
