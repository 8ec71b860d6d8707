/** Made by `npm run generate` from schemas/helpdeskeddy/ListCustomFields.json; changes belong there. */

/**
 * List custom fields by id, in their order
 */
export interface HelpdeskeddyListCustomFields {
  /**
   * The page; the first has the whole list, and the others are empty
   */
  page?: number;
}
