/** Made by `npm run generate` from schemas/helpdeskeddy/ListComments.json; changes belong there. */

/**
 * List the notes of a ticket, which only staff can see, newest first
 */
export interface HelpdeskeddyListComments {
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
