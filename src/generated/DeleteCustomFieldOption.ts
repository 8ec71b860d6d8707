/** Made by `npm run generate` from schemas/DeleteCustomFieldOption.json; changes belong there. */

/**
 * Delete an option of a custom field that no ticket or client uses
 */
export interface DeleteCustomFieldOption {
  /**
   * The id of the option
   */
  optionid: number;
}

/**
 * What DeleteCustomFieldOption is called with
 */
export interface DeleteCustomFieldOptionCall {
  /**
   * The id of the option
   */
  optionid: number | `${number}`;
}

/**
 * What DeleteCustomFieldOption answers
 */
export interface DeleteCustomFieldOptionAnswer {
  optionid: number;
}
