/** Made by `npm run generate` from schemas/helpdeskeddy/ListFieldOptions.json; changes belong there. */

/**
 * List the options of a custom field in their order
 */
export interface HelpdeskeddyListFieldOptions {
  /**
   * The id of the custom field
   */
  id: number;
  /**
   * Only options below this one; 0 for those at the top
   */
  pid?: number;
  /**
   * The page; the first has the whole list, and the others are empty
   */
  page?: number;
}
