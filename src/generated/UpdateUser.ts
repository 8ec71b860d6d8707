/** Made by `npm run generate` from schemas/UpdateUser.json; changes belong there. */

/**
 * Change a user; what is not sent stays, and so do the clients and contacts with the same e-mail address
 */
export interface UpdateUser {
  /**
   * The user's id
   */
  user_id: number;
  /**
   * First name
   */
  firstname?: string;
  /**
   * Last name
   */
  lastname?: string;
  /**
   * E-mail address, which signs in; nobody else may have it
   */
  email?: string;
  /**
   * The language of mail to the user
   */
  language?: string;
  /**
   * Another password, of at most 72 bytes; it ends the sessions of the user
   */
  password2?: string;
}

/**
 * What UpdateUser is called with
 */
export interface UpdateUserCall {
  /**
   * The user's id
   */
  user_id: number | `${number}`;
  /**
   * First name
   */
  firstname?: string;
  /**
   * Last name
   */
  lastname?: string;
  /**
   * E-mail address, which signs in; nobody else may have it
   */
  email?: string;
  /**
   * The language of mail to the user
   */
  language?: string;
  /**
   * Another password, of at most 72 bytes; it ends the sessions of the user
   */
  password2?: string;
}

/**
 * What UpdateUser answers
 */
export interface UpdateUserAnswer {
  user_id: number;
}
