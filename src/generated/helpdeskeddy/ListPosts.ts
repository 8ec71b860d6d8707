/** Made by `npm run generate` from schemas/helpdeskeddy/ListPosts.json; changes belong there. */

/**
 * The first message and the replies of a ticket, the newest first
 */
export interface HelpdeskeddyListPosts {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * Which page of 30, from 1
   */
  page?: number;
}
