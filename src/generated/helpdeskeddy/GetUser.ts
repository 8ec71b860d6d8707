/** Made by `npm run generate` from schemas/helpdeskeddy/GetUser.json; changes belong there. */

/**
 * Retrieve a client or a staff user
 */
export interface HelpdeskeddyGetUser {
  /**
   * The id of the user
   */
  id: number;
  /**
   * Clients (user) or staff users (staff)
   */
  type?: 'user' | 'staff';
}
