/** Made by `npm run generate` from schemas/helpdeskeddy/ListUserStatuses.json; changes belong there. */

/**
 * List the statuses of users who are at work or not
 */
export interface HelpdeskeddyListUserStatuses {
  /**
   * The page; the first has the whole list, and the others are empty
   */
  page?: number;
}
