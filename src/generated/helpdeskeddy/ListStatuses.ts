/** Made by `npm run generate` from schemas/helpdeskeddy/ListStatuses.json; changes belong there. */

/**
 * List statuses
 */
export interface HelpdeskeddyListStatuses {
  /**
   * The page; the first has the whole list, and the others are empty
   */
  page?: number;
}
