/** Made by `npm run generate` from schemas/helpdeskeddy/ListGroups.json; changes belong there. */

/**
 * List the groups of users
 */
export interface HelpdeskeddyListGroups {
  /**
   * The page; the first has the whole list, and the others are empty
   */
  page?: number;
}
