/** Made by `npm run generate` from schemas/helpdeskeddy/CreateUser.json; changes belong there. */

/**
 * Add a client
 */
export interface HelpdeskeddyCreateUser {
  /**
   * First name
   */
  name: string;
  /**
   * Last name
   */
  lastname?: string;
  /**
   * E-mail address
   */
  email: string;
  /**
   * Phone number
   */
  phone?: string;
}
