/** Made by `npm run generate` from schemas/ValidateLogin.json; changes belong there. */

/**
 * Check the e-mail address and password of a user
 */
export interface ValidateLogin {
  /**
   * The user's e-mail address
   */
  email: string;
  /**
   * The user's password
   */
  password2: string;
}

/**
 * What ValidateLogin is called with
 */
export interface ValidateLoginCall {
  /**
   * The user's e-mail address
   */
  email: string;
  /**
   * The user's password
   */
  password2: string;
}

/**
 * What ValidateLogin answers
 */
export interface ValidateLoginAnswer {
  userid: number;
  passwordhash: string;
  twoFactorEnabled: boolean;
}
