/** Made by `npm run generate` from schemas/helpdeskeddy/ListPosts.json; changes belong there. */

/**
 * List the first message and the replies of a ticket, newest first
 */
export interface HelpdeskeddyListPosts {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * The page, from 1; a page has 30 results
   */
  page?: number;
}
