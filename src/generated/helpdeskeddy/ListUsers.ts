/** Made by `npm run generate` from schemas/helpdeskeddy/ListUsers.json; changes belong there. */

/**
 * List clients or staff users
 */
export interface HelpdeskeddyListUsers {
  /**
   * The page, from 1; a page has 30 results
   */
  page?: number;
  /**
   * Only users whose name, company, e-mail address or telephone number contains this
   */
  search?: string;
  /**
   * Clients (user) or staff users (staff)
   */
  type?: 'user' | 'staff';
}
