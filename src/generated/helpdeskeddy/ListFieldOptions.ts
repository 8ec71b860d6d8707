/** Made by `npm run generate` from schemas/helpdeskeddy/ListFieldOptions.json; changes belong there. */

/**
 * List the options of a custom field in their order
 */
export interface HelpdeskeddyListFieldOptions {
  /**
   * The id of the custom field
   */
  id: number;
}
