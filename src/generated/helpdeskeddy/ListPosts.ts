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
  /**
   * The sort order: date_created, followed by {asc} (the default) or {desc}; without it, the newest come first
   *
   * @maxItems 1
   */
  order_by?: [] | [string];
}
