/** Made by `npm run generate` from schemas/helpdeskeddy/GetUserField.json; changes belong there. */

/**
 * Retrieve a custom field of users
 */
export interface HelpdeskeddyGetUserField {
  /**
   * The id of the custom field
   */
  id: number;
}
