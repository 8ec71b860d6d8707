/** Made by `npm run generate` from schemas/AddUser.json; changes belong there. */

/**
 * Add a user: somebody who signs in, for the accounts of clients to which they belong
 */
export interface AddUser {
  /**
   * First name
   */
  firstname: string;
  /**
   * Last name
   */
  lastname: string;
  /**
   * E-mail address, which signs in; nobody else may have it
   */
  email: string;
  /**
   * The password, of at most 72 bytes
   */
  password2: string;
  /**
   * The language of mail to the user; without it, the desk's
   */
  language?: string;
}

/**
 * What AddUser is called with
 */
export interface AddUserCall {
  /**
   * First name
   */
  firstname: string;
  /**
   * Last name
   */
  lastname: string;
  /**
   * E-mail address, which signs in; nobody else may have it
   */
  email: string;
  /**
   * The password, of at most 72 bytes
   */
  password2: string;
  /**
   * The language of mail to the user; without it, the desk's
   */
  language?: string;
}

/**
 * What AddUser answers
 */
export interface AddUserAnswer {
  user_id: number;
}
