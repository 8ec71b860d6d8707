/** Made by `npm run generate` from schemas/GetCustomFieldOptions.json; changes belong there. */

/**
 * The options of custom fields, by field and in their order
 */
export interface GetCustomFieldOptions {
  /**
   * Only those of this custom field
   */
  fieldid?: number;
  /**
   * Only this one
   */
  optionid?: number;
}
