/** Made by `npm run generate` from schemas/helpdeskeddy/GetCustomField.json; changes belong there. */

/**
 * Retrieve a custom field
 */
export interface HelpdeskeddyGetCustomField {
  /**
   * The id of the custom field
   */
  id: number;
}
