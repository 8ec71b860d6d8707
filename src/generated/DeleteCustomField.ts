/** Made by `npm run generate` from schemas/DeleteCustomField.json; changes belong there. */

/**
 * Delete a custom field with its options and with every value that tickets or clients have of it
 */
export interface DeleteCustomField {
  /**
   * The custom field's id
   */
  fieldid: number;
}
