/** Made by `npm run generate` from schemas/DeleteCustomField.json; changes belong there. */

/**
 * Delete a custom field with its options and all its values
 */
export interface DeleteCustomField {
  /**
   * The id of the custom field
   */
  fieldid: number;
}

/**
 * What DeleteCustomField is called with
 */
export interface DeleteCustomFieldCall {
  /**
   * The id of the custom field
   */
  fieldid: number | `${number}`;
}

/**
 * What DeleteCustomField answers
 */
export interface DeleteCustomFieldAnswer {
  fieldid: number;
}
