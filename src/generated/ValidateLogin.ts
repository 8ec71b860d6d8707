/** Made by `npm run generate` from schemas/ValidateLogin.json; changes belong there. */

/**
 * Check the e-mail address and password of a user
 */
export interface ValidateLogin {
  /**
   * The e-mail address of the user
   */
  email: string;
  /**
   * The password of the user
   */
  password2: string;
}

/**
 * What ValidateLogin is called with
 */
export interface ValidateLoginCall {
  /**
   * The e-mail address of the user
   */
  email: string;
  /**
   * The password of the user
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
