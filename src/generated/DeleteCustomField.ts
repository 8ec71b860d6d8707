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

/**
 * What DeleteCustomField is called with
 */
export interface DeleteCustomFieldCall {
  /**
   * The custom field's id
   */
  fieldid: number | `${number}`;
}

/**
 * What DeleteCustomField answers
 */
export interface DeleteCustomFieldAnswer {
  fieldid: number;
}
