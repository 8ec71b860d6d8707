/** Made by `npm run generate` from schemas/AddUser.json; changes belong there. */

/**
 * Add a user: a person who signs in to the client accounts they belong to
 */
export interface AddUser {
  /**
   * The first name
   */
  firstname: string;
  /**
   * The last name
   */
  lastname: string;
  /**
   * The e-mail address to sign in with; it must be unique among users
   */
  email: string;
  /**
   * The password: at least 10 characters and not a common one, at most 72 bytes
   */
  password2: string;
  /**
   * The language of e-mail to the user; the desk's language by default
   */
  language?: string;
}

/**
 * What AddUser is called with
 */
export interface AddUserCall {
  /**
   * The first name
   */
  firstname: string;
  /**
   * The last name
   */
  lastname: string;
  /**
   * The e-mail address to sign in with; it must be unique among users
   */
  email: string;
  /**
   * The password: at least 10 characters and not a common one, at most 72 bytes
   */
  password2: string;
  /**
   * The language of e-mail to the user; the desk's language by default
   */
  language?: string;
}

/**
 * What AddUser answers
 */
export interface AddUserAnswer {
  user_id: number;
}
