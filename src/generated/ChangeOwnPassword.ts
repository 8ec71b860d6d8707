/** Made by `npm run generate` from schemas/ChangeOwnPassword.json; changes belong there. */

/**
 * Set a new password of the administrator who calls; it ends their sessions in other browsers
 */
export interface ChangeOwnPassword {
  /**
   * The present password
   */
  presentpassword: string;
  /**
   * The new password: at least 10 characters and not a common one
   */
  password2: string;
}

/**
 * What ChangeOwnPassword is called with
 */
export interface ChangeOwnPasswordCall {
  /**
   * The present password
   */
  presentpassword: string;
  /**
   * The new password: at least 10 characters and not a common one
   */
  password2: string;
}

/**
 * What ChangeOwnPassword answers
 */
export interface ChangeOwnPasswordAnswer {
  ended: number;
}
