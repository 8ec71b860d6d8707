/** Made by `npm run generate` from schemas/helpdeskeddy/ListUsers.json; changes belong there. */

/**
 * Clients or staff
 */
export interface HelpdeskeddyListUsers {
  /**
   * Which page of 30, from 1
   */
  page?: number;
  /**
   * What a name, company, e-mail address or phone number contains
   */
  search?: string;
  /**
   * Clients (user) or staff
   */
  type?: 'user' | 'staff';
}
