/** Made by `npm run generate` from schemas/helpdeskeddy/ListPriorities.json; changes belong there. */

/**
 * List priorities
 */
export interface HelpdeskeddyListPriorities {
  /**
   * The page; the first has the whole list, and the others are empty
   */
  page?: number;
}
