/** Made by `npm run generate` from schemas/helpdeskeddy/DeleteFieldOption.json; changes belong there. */

/**
 * Delete an option of a custom field
 */
export interface HelpdeskeddyDeleteFieldOption {
  /**
   * The id of the custom field
   */
  id: number;
  /**
   * The id of the option
   */
  option_id: number;
}
