/** Made by `npm run generate` from schemas/helpdeskeddy/CreateUser.json; changes belong there. */

/**
 * Add a client
 */
export interface HelpdeskeddyCreateUser {
  /**
   * The first name
   */
  name: string;
  /**
   * The last name
   */
  lastname?: string;
  /**
   * The e-mail address
   */
  email: string;
  /**
   * The telephone number
   */
  phone?: string;
}
