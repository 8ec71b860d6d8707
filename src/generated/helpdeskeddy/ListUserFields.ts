/** Made by `npm run generate` from schemas/helpdeskeddy/ListUserFields.json; changes belong there. */

/**
 * List the custom fields of users
 */
export interface HelpdeskeddyListUserFields {
  /**
   * The page; the first has the whole list, and the others are empty
   */
  page?: number;
}
