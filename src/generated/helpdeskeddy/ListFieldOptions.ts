/** Made by `npm run generate` from schemas/helpdeskeddy/ListFieldOptions.json; changes belong there. */

/**
 * The options of a custom field, in their order
 */
export interface HelpdeskeddyListFieldOptions {
  /**
   * The custom field's id
   */
  id: number;
}
