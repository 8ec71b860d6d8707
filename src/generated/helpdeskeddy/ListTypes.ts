/** Made by `npm run generate` from schemas/helpdeskeddy/ListTypes.json; changes belong there. */

/**
 * List ticket types
 */
export interface HelpdeskeddyListTypes {
  /**
   * The page; the first has the whole list, and the others are empty
   */
  page?: number;
}
