/** Made by `npm run generate` from schemas/helpdeskeddy/DeleteFieldOption.json; changes belong there. */

/**
 * Delete an option of a custom field
 */
export interface HelpdeskeddyDeleteFieldOption {
  /**
   * The custom field's id
   */
  id: number;
  /**
   * The option's id
   */
  option_id: number;
}
