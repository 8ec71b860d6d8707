/** Made by `npm run generate` from schemas/UpdateUser.json; changes belong there. */

/**
 * Update a user; omitted parameters stay unchanged, and so do clients and contacts with the same e-mail address
 */
export interface UpdateUser {
  /**
   * The id of the user
   */
  user_id: number;
  /**
   * The first name
   */
  firstname?: string;
  /**
   * The last name
   */
  lastname?: string;
  /**
   * The e-mail address to sign in with; it must be unique among users. Links that were mailed to another address end
   */
  email?: string;
  /**
   * The language of e-mail to the user
   */
  language?: string;
  /**
   * The new password: at least 10 characters and not a common one, at most 72 bytes; it ends the user's sessions
   */
  password2?: string;
}

/**
 * What UpdateUser is called with
 */
export interface UpdateUserCall {
  /**
   * The id of the user
   */
  user_id: number | `${number}`;
  /**
   * The first name
   */
  firstname?: string;
  /**
   * The last name
   */
  lastname?: string;
  /**
   * The e-mail address to sign in with; it must be unique among users. Links that were mailed to another address end
   */
  email?: string;
  /**
   * The language of e-mail to the user
   */
  language?: string;
  /**
   * The new password: at least 10 characters and not a common one, at most 72 bytes; it ends the user's sessions
   */
  password2?: string;
}

/**
 * What UpdateUser answers
 */
export interface UpdateUserAnswer {
  user_id: number;
}
