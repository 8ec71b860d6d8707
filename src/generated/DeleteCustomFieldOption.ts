/** Made by `npm run generate` from schemas/DeleteCustomFieldOption.json; changes belong there. */

/**
 * Delete an option of a custom field that no ticket and no client has chosen
 */
export interface DeleteCustomFieldOption {
  /**
   * The option's id
   */
  optionid: number;
}
