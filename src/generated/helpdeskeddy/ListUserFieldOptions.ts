/** Made by `npm run generate` from schemas/helpdeskeddy/ListUserFieldOptions.json; changes belong there. */

/**
 * List the options of a custom field of users in their order
 */
export interface HelpdeskeddyListUserFieldOptions {
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
