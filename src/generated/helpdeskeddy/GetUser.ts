/** Made by `npm run generate` from schemas/helpdeskeddy/GetUser.json; changes belong there. */

/**
 * A client or a member of staff
 */
export interface HelpdeskeddyGetUser {
  /**
   * The user's id
   */
  id: number;
  /**
   * Clients (user) or staff
   */
  type?: 'user' | 'staff';
}
