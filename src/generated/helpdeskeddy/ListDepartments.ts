/** Made by `npm run generate` from schemas/helpdeskeddy/ListDepartments.json; changes belong there. */

/**
 * List departments
 */
export interface HelpdeskeddyListDepartments {
  /**
   * The page; the first has the whole list, and the others are empty
   */
  page?: number;
}
