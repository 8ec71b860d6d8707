/** Made by `npm run generate` from schemas/helpdeskeddy/GetCustomField.json; changes belong there. */

/**
 * A custom field
 */
export interface HelpdeskeddyGetCustomField {
  /**
   * The custom field's id
   */
  id: number;
}
